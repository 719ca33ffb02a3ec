"""List the boats of a pier: boats.py FIRST_HOUR CLOSING_HOUR"""

import sys


class Timetable(object):
    """Gives the hour of each boat until the pier closes."""

    def __init__(self, hour, closing):
        self.hour, self.closing = hour, closing

    def __iter__(self):
        return self

    def next(self):
        if self.hour >= self.closing:
            raise StopIteration
        self.hour += 1
        return self.hour - 1


def pairs(boats):
    """Give boats two at a time, for the way there and back; a last one alone has no way back."""
    while True:
        first = boats.next()
        yield first, boats.next()


first, closing = [int(text) for text in sys.argv[1:]]
for hour in Timetable(first, closing):
    print('boat at %d:00' % hour)
for there, back in pairs(Timetable(first, closing)):
    print('there at %d:00, back at %d:00' % (there, back))
print('first boat: %s' % next(Timetable(first, closing), 'none today'))
