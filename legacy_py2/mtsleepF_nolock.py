#!/usr/bin/env python
"""Start a few sleeping threads that share the screen and a set, unguarded."""

from atexit import register
from random import randrange
from threading import Thread, currentThread
from time import sleep, ctime


class CleanOutputSet(set):
    """A set that prints as its members, without brackets and quotes."""

    def __str__(self):
        return ', '.join(member for member in self)


pauses = (randrange(2, 5) for _ in xrange(randrange(3, 7)))
remaining = CleanOutputSet()


def loop(nsec):
    myname = currentThread().name
    remaining.add(myname)
    print '[%s] Started %s' % (ctime(), myname)
    sleep(nsec)
    remaining.remove(myname)
    print '[%s] Completed %s (%d secs)' % (ctime(), myname, nsec)
    print '    (remaining: %s)' % (remaining or 'NONE')


def _main():
    for pause in pauses:
        Thread(target=loop, args=(pause,)).start()


@register
def _sayDone():
    print 'all DONE at:', ctime()


if __name__ == '__main__':
    _main()
