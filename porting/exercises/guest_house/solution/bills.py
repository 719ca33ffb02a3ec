"""Print the bills of a guest house: bills.py FILE

Each line of the file has a name, nights (or ?), cents, and paid or open.
"""

import sys


class Guest:
    def __init__(self, line):
        self.name, nights, cents, self.state = line.strip().split(";")
        self.nights = None if nights == "?" else int(nights)
        self.cents = int(cents)

    def bill(self):
        if self.nights is None:
            return f"{self.name}: ask how long"
        return f"{self.name}: {self.nights} nights at {self.cents // self.nights} cents"

    def rank(self):
        """What guests are sorted by: those who have not said how long come first."""
        return (False, 0) if self.nights is None else (True, self.nights)


with open(sys.argv[1], encoding="utf-8") as lines:
    guests = [Guest(line) for line in lines]
for guest in sorted(guests, key=Guest.rank):
    print(guest.bill())
late = [guest.name for guest in guests if guest.state == "open"]
if late:
    print("not yet paid:", ", ".join(late))
else:
    print("all have paid")
