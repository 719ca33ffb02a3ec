"""Asks for a name and a number."""
name = raw_input('Name? ')
count = input('How many? ')
print 'Thank you, %s: %d' % (name, count / 2)
