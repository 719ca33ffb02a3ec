"""Share what a day has cost: sharing.py AMOUNT PEOPLE"""

import sys


def number(text):
    return float(text) if '.' in text else int(text)


def share(total, people):
    return total / people


total, people = number(sys.argv[1]), int(sys.argv[2])
each = share(total, people)
print('%s euros, %d hikers' % (total, people))
print('each pays %s, and %s are left over' % (each, total - each * people))
