"""What Python 2.7 has not got, from the module ``six`` or in forms that 2.7 and 3 share."""
