#!/usr/bin/env python3
"""Start a few sleeping threads that share the screen and a set, unguarded."""

from atexit import register
from random import randrange
from threading import Thread, current_thread
from time import ctime, sleep


class CleanOutputSet(set):
    """A set that prints as its members, without brackets and quotes."""

    def __str__(self):
        return ", ".join(self)


pauses = (randrange(2, 5) for _ in range(randrange(3, 7)))
remaining = CleanOutputSet()


def loop(nsec):
    myname = current_thread().name
    remaining.add(myname)
    print(f"[{ctime()}] Started {myname}")
    sleep(nsec)
    remaining.remove(myname)
    print(f"[{ctime()}] Completed {myname} ({nsec} secs)")
    print(f"    (remaining: {remaining or 'NONE'})")


def _main():
    for pause in pauses:
        Thread(target=loop, args=(pause,)).start()


@register
def _sayDone():
    print("all DONE at:", ctime())


if __name__ == "__main__":
    _main()
