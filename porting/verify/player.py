"""Play one script as ``__main__`` in a world where time, chance and threads are pinned.

This file alone of the package must run under Python 2.7 as well (with six on the path): the
original and its ports are played by the same code, so what differs between two runs comes from
the scripts. It knows no script by name. ::

    python player.py --report REPORT [--cassette FILE [--record]] [--seed N] SCRIPT [ARGUMENT ...]

- **Time** stands still while code runs. Only ``sleep``, a timeout and an answer from the network
  move the clock, at once: a run takes no longer than its computations.
- **Threads** are real, but one runs at a time. It gives way where it sleeps, waits, ends, asks
  the network, or writes to standard output (between two writes another thread may come: that is
  how unguarded lines tear); then the one that has been ready for longest goes on. So the order is
  one that could have happened, and the same in each run.
- **Chance** (module ``random``) is one stream of numbers per thread, the same on 2.7 and 3.
- **HTTP** is answered from a cassette: by vcrpy on Python 3, by the proxy named in
  ``$http_proxy`` on 2.7, where connections that would pass the proxy by are led to it.

The report, JSON, lists the requests in order, and what each thread printed, the main thread's
first.

Limits: ``datetime.now``, ``os.urandom``, raw sockets and child processes see the real world, and
a thread that blocks in one of these keeps the others waiting.
"""
# mypy: ignore-errors
# ruff: noqa: RUF005, UP004, UP008, UP010, UP031

from __future__ import absolute_import, print_function

import sys

if __name__ == "__main__":
    # Python put this file's folder first; the script must not find our modules there.
    del sys.path[0]

import argparse
import atexit
import collections
import heapq
import itertools
import json
import os
import random
import threading
import time
import traceback
import types
import zlib

import six
from six.moves import _thread, http_client, queue, urllib

# 30 March 2011, 22:11:19 UTC: when the run in the chapter was printed.
START_SECONDS = 1301523079

DEADLOCK_STATUS = 70

_real_lock = _thread.allocate_lock
_real_sleep = time.sleep


# -- threads ---------------------------------------------------------------------------------


class Task(object):
    """A thread as the schedule sees it: when it may run, who waits for its end."""

    def __init__(self, number, thread, seed):
        self.number = number
        self.thread = thread  # the threading.Thread; None where _thread started it
        self.chance = random.Random(seed * 1009 + number)
        self.pauses = 0  # how often it was stopped or woken: tells a stale timeout
        self.woken = False
        self.joiners = []
        self.turn = _real_lock()
        self.turn.acquire()


class Schedule(object):
    """Let one thread run at a time, in an order that each run repeats.

    `ready` holds the tasks that could run, the longest waiting first; `timeouts` has an entry
    (time, number, pauses of the task then, task) for each that waits, and stale ones. Only the
    running task touches them.
    """

    def __init__(self, seed, wait):
        self.now = float(START_SECONDS)
        self.seed = seed
        self.wait = wait  # what to do with the seconds by which the clock moves
        self.count = itertools.count()
        self.running = self.main = Task(0, threading.current_thread(), seed)
        self.alive = [self.main]
        self.started = 0
        self.ready = collections.deque()
        self.timeouts = []

    def give_way(self):
        """Let the threads that are ready go first."""
        if self.ready:
            self.wake(self.running)
            self._stop_running()

    def pause(self, seconds=None):
        """Stop the running thread for `seconds`, or until `wake`; True if it was woken."""
        task = self.running
        task.pauses += 1
        task.woken = False
        if seconds is not None:
            entry = (self.now + max(0, seconds), next(self.count), task.pauses, task)
            self.timeouts.append(entry)
        self._stop_running()
        return task.woken

    def wake(self, task):
        """Make a stopped thread ready; it goes on when its turn comes."""
        task.pauses += 1
        task.woken = True
        self.ready.append(task)

    def adopt(self, function):
        """A new task: `function` as an operating system's thread is to call it."""
        self.started += 1
        task = Task(self.started, getattr(function, "__self__", None), self.seed)
        self.alive.append(task)
        self.ready.append(task)

        def live(*args, **kwargs):
            task.turn.acquire()
            try:
                function(*args, **kwargs)
            finally:
                self._end_running()

        return live

    def join(self, task, timeout=None):
        """Wait for the end of a task; False if the timeout came first."""
        if task not in self.alive:
            return True
        task.joiners.append(self.running)
        if self.pause(timeout):
            return True
        task.joiners.remove(self.running)
        return False

    def join_all(self):
        """Wait for all threads that Python waits for before it exits."""
        for task in iter(self._undone, None):
            self.join(task)

    def task_of(self, thread):
        """The task of a started threading.Thread, None if it has ended."""
        return next((task for task in self.alive if task.thread is thread), None)

    def _undone(self):
        """A living task that must end first: bare threads of `_thread` need not."""
        for task in self.alive:
            if task is self.main or not isinstance(task.thread, threading.Thread):
                continue
            if not task.thread.daemon:
                return task
        return None

    def _stop_running(self):
        stopped = self.running
        self.running = self._choose_next()
        if self.running is not stopped:
            self.running.turn.release()
            stopped.turn.acquire()

    def _end_running(self):
        self.alive.remove(self.running)
        for task in self.running.joiners:
            self.wake(task)
        self.running = self._choose_next()
        self.running.turn.release()

    def _choose_next(self):
        if not self.ready:
            self._move_clock()
        return self.ready.popleft()

    def _move_clock(self):
        """On to the next timeout; all threads that it concerns become ready together."""
        self.timeouts = [entry for entry in self.timeouts if entry[3].pauses == entry[2]]
        if not self.timeouts:
            self._report_deadlock()
        heapq.heapify(self.timeouts)
        until = self.timeouts[0][0]
        self.wait(until - self.now)
        self.now = until
        while self.timeouts and self.timeouts[0][0] == until:
            task = heapq.heappop(self.timeouts)[3]
            task.pauses += 1
            self.ready.append(task)

    def _report_deadlock(self):
        names = [getattr(task.thread, "name", "thread %d" % task.number) for task in self.alive]
        sys.stdout.flush()
        sys.stderr.write("deadlock: each of these waits for another: %s\n" % ", ".join(names))
        sys.stderr.flush()
        os._exit(DEADLOCK_STATUS)


class Lock(object):
    """The lock that stands in for Python's own; `schedule` is set by a subclass."""

    schedule = None

    def __init__(self):
        self._held = False
        self._waiting = collections.deque()

    def acquire(self, blocking=True, timeout=-1):
        if not self._held:
            self._held = True
            return True
        if not blocking:
            return False
        task = self.schedule.running
        self._waiting.append(task)
        if self.schedule.pause(None if timeout < 0 else timeout):
            return True  # release() handed the lock over
        self._waiting.remove(task)
        return False

    def release(self):
        if not self._held:
            raise _thread.error("release unlocked lock")
        if self._waiting:
            self.schedule.wake(self._waiting.popleft())
        else:
            self._held = False

    def locked(self):
        return self._held

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    _at_fork_reinit = __init__
    acquire_lock, release_lock, locked_lock = acquire, release, locked


def pin_threads(schedule):
    """Put all that starts, joins and locks threads under the schedule.

    Semaphore, Condition, Event, Timer, Queue and the pools are Python code on top of this.
    """
    lock = type("lock", (Lock,), {"schedule": schedule})
    _thread.allocate_lock = _thread.allocate = lock
    threading.Lock = threading._allocate_lock = lock
    if six.PY3:  # these have versions in C that know nothing of our lock
        threading._CRLock = None
        queue.SimpleQueue = queue._PySimpleQueue

    for name in ("start_new_thread", "start_new", "start_joinable_thread"):
        for module, attribute in ((_thread, name), (threading, "_" + name)):
            if hasattr(module, attribute):
                setattr(module, attribute, _starting(schedule, getattr(module, attribute)))

    join = threading.Thread.join
    shutdown = threading._shutdown

    def pinned_join(self, timeout=None):
        task = schedule.task_of(self)
        if task is None or task is schedule.running:
            return join(self, timeout)  # not started, ended, or the error of joining oneself
        if schedule.join(task, timeout):
            join(self)  # the system's thread needs a moment to end as well
        return None

    def pinned_shutdown():
        farewells = getattr(threading, "_threading_atexits", [])
        while farewells:  # pools tell their workers to go home
            farewells.pop()()
        schedule.join_all()
        shutdown()

    threading.Thread.join = pinned_join
    threading._shutdown = pinned_shutdown


def _starting(schedule, start):
    def pinned_start(function, *args, **kwargs):
        return start(schedule.adopt(function), *args, **kwargs)

    return pinned_start


# -- time ------------------------------------------------------------------------------------


def pin_time(schedule):
    """Let the functions of module `time` show the schedule's clock."""
    real = {name: getattr(time, name) for name in dir(time)}

    def sleep(seconds):
        if seconds < 0:
            real["sleep"](seconds)  # raises what this Python raises
        schedule.pause(seconds)

    def now():
        return schedule.now

    def elapsed():
        return schedule.now - START_SECONDS

    def asctime(*moment):
        return real["asctime"](*(moment or (real["localtime"](schedule.now),)))

    def strftime(layout, *moment):
        return real["strftime"](layout, *(moment or (real["localtime"](schedule.now),)))

    def at_clock(name):
        def pinned(seconds=None):
            return real[name](schedule.now if seconds is None else seconds)

        return pinned

    def in_nanoseconds(function):
        return lambda: int(function() * 10**9)

    pinned = {"sleep": sleep, "time": now, "asctime": asctime, "strftime": strftime}
    for name in ("ctime", "localtime", "gmtime"):
        pinned[name] = at_clock(name)
    for name in ("monotonic", "perf_counter", "process_time", "thread_time", "clock"):
        pinned[name] = elapsed
    for name in [name for name in real if name.endswith("_ns")]:
        pinned[name] = in_nanoseconds(pinned.get(name[:-3], now))
    for name, function in pinned.items():
        if name in real:
            setattr(time, name, function)

    # The names under which these imported them before we came: Python 3's, then 2.7's.
    imported = [(threading, "_time"), (queue, "time"), (queue, "_time"), (threading, "_sleep")]
    for module, name in imported:
        if hasattr(module, name):
            setattr(module, name, sleep if name == "_sleep" else elapsed)


# -- chance ----------------------------------------------------------------------------------


class Chance(random.Random):
    """Random numbers that are the same on Python 2.7 and 3, a stream for each thread.

    The generators agree; how ``randrange`` and its like use them differs from 3.2 on, and is
    done here as in 2.7. What a thread draws does not depend on who ran before it.
    """

    def __init__(self, schedule):
        self.schedule = schedule
        super(Chance, self).__init__()

    def random(self):
        return self.schedule.running.chance.random()

    def getrandbits(self, k):
        return self.schedule.running.chance.getrandbits(k)

    def seed(self, a=None, version=2):
        if a is not None:
            self.schedule.running.chance.seed(a)
        self.gauss_next = None

    def _randbelow(self, n):
        return int(self.random() * n)


def pin_chance(schedule):
    """Let the functions of module `random` draw from the running thread's stream."""
    chance = Chance(schedule)
    shared = random._inst
    for name, value in list(vars(random).items()):
        if getattr(value, "__self__", None) is shared:
            setattr(random, name, getattr(chance, name))
    random._inst = chance


# -- HTTP ------------------------------------------------------------------------------------


class Network(object):
    """Notes each request, and lets its answer take a while that depends on the address."""

    def __init__(self, schedule, hurried):
        self.schedule = schedule
        self.hurried = hurried
        self.requests = []

    def ask(self, method, url):
        self.requests.append([method, url])
        if not self.hurried:
            # Answers that came together would let threads meet by accident.
            checksum = zlib.crc32(url.encode("utf-8")) & 0xFFFFFFFF  # signed on 2.7
            self.schedule.pause(1 + checksum % 5000 / 1000.0)

    def lead_to_proxy(self, proxy):
        """Python 2: send all HTTP to the proxy, as it wants it: with the whole address.

        ``urllib`` and ``urllib2`` go there by themselves; ``httplib``, and https, are led.
        """
        network = self
        host, _, port = urllib.parse.urlsplit(proxy).netloc.partition(":")
        plain = http_client.HTTPConnection
        connect, putrequest, getresponse = plain.connect, plain.putrequest, plain.getresponse

        def pinned_connect(self):
            self.asked_host, self.asked_port = self.host, self.port
            self.host, self.port = host, int(port)
            try:
                connect(self)
            finally:
                self.host, self.port = self.asked_host, self.asked_port

        def pinned_putrequest(self, method, url, *args, **kwargs):
            if "://" not in url:
                scheme = "http"
                if isinstance(self, http_client.HTTPSConnection):
                    scheme = "https"
                place = self.host
                if self.port != self.default_port:
                    place += ":%d" % self.port
                url = "%s://%s%s" % (scheme, place, url)
            self.pinned_request = method, url
            putrequest(self, method, url, *args, **kwargs)

        def pinned_getresponse(self, *args, **kwargs):
            network.ask(*self.pinned_request)
            return getresponse(self, *args, **kwargs)

        plain.connect = http_client.HTTPSConnection.connect = pinned_connect
        plain.putrequest = pinned_putrequest
        plain.getresponse = pinned_getresponse

    def insert_cassette(self, path, record):
        """Python 3: answer all HTTP from a cassette, or record one."""
        import vcr
        from vcr.stubs import VCRConnection

        network = self
        getresponse = VCRConnection.getresponse

        def pinned_getresponse(self, *args, **kwargs):
            network.ask(self._vcr_request.method, self._vcr_request.uri)
            return getresponse(self, *args, **kwargs)

        VCRConnection.getresponse = pinned_getresponse
        cassette = vcr.VCR().use_cassette(
            path,
            record_mode="all" if record else "none",
            filter_headers=PRIVATE_REQUEST_HEADERS,
            before_record_response=_without_private_headers,
        )
        cassette.__enter__()
        atexit.register(cassette.__exit__, None, None, None)


# What tells of a person or a machine and is no part of the scenario.
PRIVATE_REQUEST_HEADERS = [
    "Authorization", "Cookie", "Proxy-Authorization", "User-Agent", "X-Api-Key",
]  # fmt: skip
PRIVATE_RESPONSE_HEADERS = frozenset(["date", "server", "set-cookie", "via"])


def _without_private_headers(response):
    headers = response["headers"]
    kept = {name: headers[name] for name in headers if name.lower() not in PRIVATE_RESPONSE_HEADERS}
    return dict(response, headers=kept)


# -- the play --------------------------------------------------------------------------------


class Screen(object):
    """Standard output, at which a thread gives way after each write."""

    def __init__(self, stream, schedule):
        self._stream = stream
        self._schedule = schedule
        self._softspace = collections.defaultdict(int)
        self.by_thread = collections.defaultdict(list)

    def write(self, text):
        if six.PY2 and isinstance(text, six.text_type):
            text = text.encode(self._stream.encoding or "ascii")
        written = self._stream.write(text)
        self.by_thread[self._schedule.running.number].append(text)
        self._schedule.give_way()
        return written

    @property
    def softspace(self):
        """Python 2: is a blank due before the next item? Asked and set by the print statement.

        The real one is shared by all threads, and puts blanks and newlines where lines tear.
        """
        return self._softspace[self._schedule.running.number]

    @softspace.setter
    def softspace(self, due):
        self._softspace[self._schedule.running.number] = due

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __getattr__(self, name):
        return getattr(self._stream, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--report", required=True)
    parser.add_argument("--cassette", default="")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("script")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()

    # While recording, a polite script's pauses are real; while replaying, nothing waits.
    wait = _real_sleep if options.record else (lambda seconds: None)
    schedule = Schedule(options.seed, wait)
    network = Network(schedule, hurried=options.record)
    if options.cassette:
        network.insert_cassette(options.cassette, options.record)
    elif os.environ.get("http_proxy"):
        network.lead_to_proxy(os.environ["http_proxy"])
    pin_threads(schedule)
    pin_time(schedule)
    pin_chance(schedule)
    sys.stdout = screen = Screen(sys.stdout, schedule)

    def write_report():
        _write_report(options.report, network, screen)

    def leave_at_once(status, leave=os._exit):
        write_report()
        leave(status)

    os._exit = leave_at_once
    atexit.register(write_report)  # before the script's handlers, so that it is called after them
    _play(options.script, options.arguments)


def _write_report(path, network, screen):
    texts = [_as_text(screen.by_thread[number]) for number in sorted(screen.by_thread)]
    version = "%d.%d.%d" % sys.version_info[:3]
    report = {"python": version, "requests": network.requests, "by_thread": texts}
    with open(path, "w") as stream:
        json.dump(report, stream)


def _as_text(pieces):
    return b"".join(pieces).decode("utf-8", "replace") if six.PY2 else "".join(pieces)


def _play(path, arguments):
    """Run the script as `__main__`, in a module that lives on for its threads."""
    with open(path, "rb") as stream:
        source = stream.read()
    module = types.ModuleType("__main__")
    module.__file__ = path
    sys.modules["the player"] = sys.modules["__main__"]  # 2.7 empties a module that is dropped
    sys.modules["__main__"] = module
    sys.argv = [path] + arguments
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    try:
        six.exec_(compile(source, path, "exec", 0, True), vars(module))
    except SystemExit:
        raise
    except BaseException:
        kind, error, steps = sys.exc_info()
        while steps is not None and steps.tb_frame.f_code.co_filename != path:
            steps = steps.tb_next  # our own steps are no part of the script's traceback
        traceback.print_exception(kind, error, steps)
        sys.exit(1)


if __name__ == "__main__":
    main()
