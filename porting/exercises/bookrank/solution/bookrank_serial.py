#!/usr/bin/env python3
"""Print the sales ranks of three books, one after the other."""

import re
from atexit import register
from time import ctime
from urllib.request import urlopen

REGEX = re.compile(rb"#([\d,]+) in Books ")
AMZN = "http://amazon.com/dp/"
ISBNs = {
    "0132269937": "Core Python Programming",
    "0132356139": "Python Web Development with Django",
    "0137143419": "Python Fundamentals",
}


def getRanking(isbn):
    with urlopen(f"{AMZN}{isbn}") as page:
        data = page.read()
    return REGEX.findall(data)[0].decode("ascii")


def _showRanking(isbn):
    print(f"- {ISBNs[isbn]!r} ranked {getRanking(isbn)}")


def _main():
    print("At", ctime(), "on Amazon...")
    for isbn in ISBNs:
        _showRanking(isbn)


@register
def _sayDone():
    print("all DONE at:", ctime())


if __name__ == "__main__":
    _main()
