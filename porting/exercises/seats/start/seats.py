"""List the bookings of a ferry by seat. Each line of standard input: a seat and a name."""

import sys

bookings = {}
for line in sys.stdin:
    seat, name = line.split()
    bookings[int(seat)] = name

for seat in bookings:
    print('seat %2d: %s' % (seat, bookings[seat]))
print('%d passengers: %s' % (len(bookings), ', '.join(bookings.values())))
