"""List the boats of a pier: boats.py FIRST_HOUR CLOSING_HOUR"""

import sys


class Timetable:
    """Gives the hour of each boat until the pier closes."""

    def __init__(self, hour, closing):
        self.hour, self.closing = hour, closing

    def __iter__(self):
        return self

    def __next__(self):
        if self.hour >= self.closing:
            raise StopIteration
        self.hour += 1
        return self.hour - 1


def pairs(boats):
    """Give boats two at a time, for the way there and back; a last one alone has no way back."""
    return zip(boats, boats)


first, closing = [int(text) for text in sys.argv[1:]]
for hour in Timetable(first, closing):
    print(f"boat at {hour}:00")
for there, back in pairs(Timetable(first, closing)):
    print(f"there at {there}:00, back at {back}:00")
print("first boat:", next(Timetable(first, closing), "none today"))
