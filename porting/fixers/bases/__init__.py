"""What fixers inherit: each base is for those that do the same to different names."""
