"""Share what a day has cost: sharing.py AMOUNT PEOPLE"""

import sys


def number(text):
    return float(text) if "." in text else int(text)


def share(total, people):
    if isinstance(total, int):
        return total // people
    return total / people


total, people = number(sys.argv[1]), int(sys.argv[2])
each = share(total, people)
print(f"{total} euros, {people} hikers")
print(f"each pays {each}, and {total - each * people} are left over")
