#!/usr/bin/env python
"""Start a few sleeping threads that take turns at the screen and a set: a lock, by `with`."""

from __future__ import with_statement

from atexit import register
from random import randrange
from threading import Thread, Lock, currentThread
from time import sleep, ctime


class CleanOutputSet(set):
    """A set that prints as its members, without brackets and quotes."""

    def __str__(self):
        return ', '.join(member for member in self)


lock = Lock()
pauses = (randrange(2, 5) for _ in xrange(randrange(3, 7)))
remaining = CleanOutputSet()


def loop(nsec):
    myname = currentThread().name
    with lock:
        remaining.add(myname)
        print '[{0}] Started {1}'.format(ctime(), myname)
    sleep(nsec)
    with lock:
        remaining.remove(myname)
        print '[{0}] Completed {1} ({2} secs)'.format(
            ctime(), myname, nsec)
        print '    (remaining: {0})'.format(remaining or 'NONE')


def _main():
    for pause in pauses:
        Thread(target=loop, args=(pause,)).start()


@register
def _sayDone():
    print 'all DONE at:', ctime()


if __name__ == '__main__':
    _main()
