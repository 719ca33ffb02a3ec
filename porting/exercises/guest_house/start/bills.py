"""Print the bills of a guest house: bills.py FILE

Each line of the file has a name, nights (or ?), cents, and paid or open.
"""

import sys


class Guest:
    def __init__(self, line):
        self.name, nights, cents, self.state = line.strip().split(b';')
        self.nights = None if nights == b'?' else int(nights)
        self.cents = int(cents)

    def __nonzero__(self):
        return self.nights is not None

    def shown_name(self):
        return repr(self.name)[2:-1]

    def bill(self):
        if not self:
            return '%s: ask how long' % self.shown_name()
        return '%s: %d nights at %d cents' % (
            self.shown_name(), self.nights, per_night(self.cents, self.nights))


def per_night(cents, nights):
    return round(cents / nights)


with open(sys.argv[1], 'rb') as lines:
    guests = [Guest(line) for line in lines]
for guest in sorted(guests, key=lambda guest: guest.nights):
    print(guest.bill())
late = filter(lambda guest: guest.state == b'open', guests)
if late:
    print('not yet paid:', ', '.join(guest.shown_name() for guest in late))
else:
    print('all have paid')
