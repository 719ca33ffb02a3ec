"""Print the bills of a guest house: bills.py FILE

Each line of the file has a name, nights (or ?), cents, and paid or open.
"""

import sys


class Guest(object):
    def __init__(self, line):
        self.name, nights, cents, self.state = line.strip().split(';')
        self.nights = None if nights == '?' else int(nights)
        self.cents = int(cents)

    def __nonzero__(self):
        return self.nights is not None

    def bill(self):
        if not self:
            return '%s: ask how long' % self.name
        return '%s: %d nights at %d cents' % (self.name, self.nights, per_night(self.cents, self.nights))


def per_night(cents, nights):
    return cents / nights


with open(sys.argv[1]) as lines:
    guests = [Guest(line) for line in lines]
for guest in sorted(guests, key=lambda guest: guest.nights):
    print guest.bill()
late = filter(lambda guest: guest.state == 'open', guests)
if late:
    print 'not yet paid:', ', '.join(guest.name for guest in late)
else:
    print 'all have paid'
