#!/usr/bin/env python
"""Start a few sleeping threads that take turns at the screen and a set: a lock, by hand."""

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
    lock.acquire()
    remaining.add(myname)
    print '[%s] Started %s' % (ctime(), myname)
    lock.release()
    sleep(nsec)
    lock.acquire()
    remaining.remove(myname)
    print '[%s] Completed %s (%d secs)' % (ctime(), myname, nsec)
    print '    (remaining: %s)' % (remaining or 'NONE')
    lock.release()


def _main():
    for pause in pauses:
        Thread(target=loop, args=(pause,)).start()


@register
def _sayDone():
    print 'all DONE at:', ctime()


if __name__ == '__main__':
    _main()
