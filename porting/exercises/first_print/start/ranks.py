"""Print the sales ranks of books, of all or of those with a word in their title."""

import sys

RANKS = [
    ('Core Python Programming', '87,118'),
    ('Python Fundamentals', '851,816'),
    ('Python Web Development with Django', '184,735'),
]

word = ' '.join(sys.argv[1:])
found = [(title, rank) for title, rank in RANKS if word in title]

print 'Sales ranks, on paper:'
for title, rank in found:
    print '- %r ranked %s' % (title, rank)
if not found:
    print
    print 'Not in our list.'
print len(found), 'books'
