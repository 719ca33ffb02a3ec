"""List the bookings of a ferry by seat. Each line of standard input: a seat and a name."""

import sys

bookings = {}
for line in sys.stdin:
    seat, name = line.split()
    bookings[int(seat)] = name

by_seat = sorted(bookings.items())
for seat, name in by_seat:
    print(f"seat {seat:2}: {name}")
print(f"{len(by_seat)} passengers: {', '.join(name for _, name in by_seat)}")
