from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "threading.currentThread": "threading:current_thread",
    "threading.activeCount": "threading:active_count",
    "threading._BoundedSemaphore": "threading:BoundedSemaphore",
    "threading._Condition": "threading:Condition",
    "threading._Event": "threading:Event",
    "threading._Semaphore": "threading:Semaphore",
    "threading._Timer": "threading:Timer",
}


class ThreadNames(MovedNames):
    r"""Call ``threading.currentThread`` and ``activeCount`` by their names of today.

    The module was written in the style of Java. It has had names in the style of Python since
    Python 2.6, and from Python 3.10 on the old ones warn.

    Before::

        import threading
        from threading import currentThread

        print(currentThread().name, threading.activeCount())

    After::

        import threading
        from threading import current_thread

        print(current_thread().name, threading.active_count())

    Left alone, because it is no function of the library::

        print(pool.currentThread().name)

    Limits: methods such as ``thread.setDaemon`` are not looked at; they work still.
    Source: https://docs.python.org/3/whatsnew/3.10.html#deprecated
    """

    name = "thread_names"
    moved = MOVED
