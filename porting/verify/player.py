"""Pin time, chance, threads and HTTP for the Python process that loads this.

``on_path/sitecustomize.py`` has every Python process of a run load it before the program, which
then runs as ever. It must run under Python 2.7 as well: original and port live in the same
world, so what differs between two runs comes from the programs. It knows no program by name.
``$PORTING_WORLD`` says in JSON what the world is like; see `enter`.

- **Time** stands still while code runs. Only ``sleep``, a timeout and an answer from the network
  move the clock, at once: a run takes no longer than its computations. In a program that deals
  with other processes (children, sockets) pauses take as long as they say: others need them.
- **Threads** are real, but one runs at a time. It gives way where it sleeps, waits, ends, asks
  the network, or writes to standard output (between two writes another thread may come: that is
  how unguarded lines tear); then the one that has been ready for longest goes on. So the order is
  one that could have happened, and the same in each run; a shaken world takes any of the ready
  ones, which shows what order a program does not promise. A thread that blocks in a real call
  (socket, pipe, child, window) gives way as well: a monitor sees to that.
- **Chance** (module ``random``) is one stream of numbers per thread, the same on 2.7 and 3.
- **HTTP** goes to the proxy named in ``$PORTING_PROXY``: see lead.py.

At the end each process leaves a report: what each thread printed, the main thread's first, and
which line of the program printed what, wrote which file and made which request.

Limits: ``os.urandom`` (so ``uuid4``) and child processes that are no Python see the real world.
"""
# mypy: ignore-errors
# ruff: noqa: RUF005, UP004, UP008, UP010, UP031

from __future__ import absolute_import, print_function

import atexit
import collections
import datetime
import gc
import heapq
import itertools
import json
import os
import random
import signal
import socket
import sys
import threading
import time
import zlib

import porting_lead as lead
import porting_random27 as random27

IS_PYTHON2 = sys.version_info[0] == 2
if IS_PYTHON2:
    import Queue as queue
    import thread as _thread
else:
    import _thread
    import queue

# 30 March 2011, 22:11:19 UTC: when the run in the chapter was printed.
START_SECONDS = 1301523079

DEADLOCK_STATUS = 70

# How long the running thread must have done nothing before another may take its turn.
BLOCKED_SECONDS = 0.1
MONITOR_SECONDS = 0.02

_real_lock = _thread.allocate_lock
_real_start = _thread.start_new_thread
_real_sleep = time.sleep
_real_time = time.time
_cpu_seconds = time.clock if IS_PYTHON2 else time.process_time


# -- threads ---------------------------------------------------------------------------------


class Task(object):
    """A thread as the schedule sees it: when it may run, who waits for its end."""

    def __init__(self, number, thread, seed):
        self.number = number
        self.thread = thread  # the threading.Thread; None where _thread started it
        self.chance = random.Random(seed * 1009 + number)
        self.pauses = 0  # how often it was stopped or woken: tells a stale timeout
        self.woken = False
        self.is_outside = False  # it blocks in a real call, or comes back from one
        self.joiners = []
        self.turn = _real_lock()
        self.turn.acquire()


class Schedule(object):
    """Let one thread run at a time, in an order that each run repeats.

    `ready` holds the tasks that could run, the longest waiting first; `timeouts` has an entry
    (time, number, pauses of the task then, task) for each that waits, and stale ones. `running` is
    None while all that are not outside wait for a timeout that takes its time, or for one that is.
    Whoever holds `guard` may touch them.
    """

    def __init__(self, seed, is_real, shake):
        self.now = float(START_SECONDS)
        self.seed = seed
        self.is_real = is_real  # do pauses take the time that they say?
        self.shaken = random.Random(shake) if shake else None
        self.guard = _real_lock()
        self.count = itertools.count()
        self.running = self.main = Task(0, threading.current_thread(), seed)
        self.tasks = {_thread.get_ident(): self.main}
        self.alive = [self.main]
        self.started = 0
        self.ready = collections.deque()
        self.timeouts = []
        self.switches = 0
        self.idle_since = 0.0
        self.is_watched = False
        self.is_over = False

    def come_in(self):
        """The calling thread's task, as soon as it is its turn."""
        task = self.tasks.get(_thread.get_ident(), self.main)
        if task.is_outside:
            self.guard.acquire()
            task.is_outside = False
            if self.running is None:
                self._end_idleness()
                self.running = task
                self.guard.release()
            else:
                self._make_ready(task)
                self.guard.release()
                task.turn.acquire()
        return task

    def give_way(self):
        """Let the threads that are ready go first."""
        task = self.come_in()
        if self.ready:
            self.guard.acquire()
            self._make_ready(task)
            self._stop(task)

    def pause(self, seconds=None):
        """Stop the running thread for `seconds`, or until `wake`; True if it was woken."""
        task = self.come_in()
        if self.is_real and seconds is not None and len(self.alive) == 1:
            _real_sleep(max(0, seconds))
            self.now += max(0, seconds)
            return False
        self.guard.acquire()
        task.pauses += 1
        task.woken = False
        if seconds is not None:
            entry = (self.now + max(0, seconds), next(self.count), task.pauses, task)
            self.timeouts.append(entry)
        self._stop(task)
        return task.woken

    def wake(self, task):
        """Make a stopped thread ready; it goes on when its turn comes."""
        self.come_in()
        self.guard.acquire()
        self._make_ready(task)
        self.guard.release()

    def adopt(self, function):
        """A new task: `function` as an operating system's thread is to call it."""
        self.come_in()
        self.guard.acquire()
        self.started += 1
        task = Task(self.started, getattr(function, "__self__", None), self.seed)
        self.alive.append(task)
        self.ready.append(task)
        self._watch()
        self.guard.release()

        def live(*args, **kwargs):
            self.tasks[_thread.get_ident()] = task
            task.turn.acquire()
            try:
                function(*args, **kwargs)
            finally:
                self._end(task)

        return live

    def join(self, task, timeout=None):
        """Wait for the end of a task; False if the timeout came first."""
        own = self.come_in()
        if task not in self.alive:
            return True
        task.joiners.append(own)
        if self.pause(timeout):
            return True
        task.joiners.remove(own)
        return False

    def join_all(self):
        """Wait for all threads that Python waits for before it exits."""
        for task in iter(self._undone, None):
            self.join(task)

    def task_of(self, thread):
        """The task of a started threading.Thread, None if it has ended."""
        return next((task for task in self.alive if task.thread is thread), None)

    def be_alone(self):
        """In a forked child: no other thread came along."""
        own = self.tasks.get(_thread.get_ident(), self.main)
        own.is_outside = False
        self.guard = _real_lock()
        self.running = self.main = own
        self.tasks = {_thread.get_ident(): own}
        self.alive = [own]
        self.ready.clear()
        self.timeouts = []
        self.is_watched = False
        self.is_real = True

    def _undone(self):
        """A living task that must end first: bare threads of `_thread` need not."""
        for task in self.alive:
            if task is self.main or not isinstance(task.thread, threading.Thread):
                continue
            if not task.thread.daemon:
                return task
        return None

    # What follows is for those who hold the guard.

    def _make_ready(self, task):
        task.pauses += 1
        task.woken = True
        self.ready.append(task)

    def _stop(self, task):
        """Hand the turn on, let go of the guard, and come back when it is the task's turn again."""
        following = self._hand_on()
        self.guard.release()
        if following is not task:
            task.turn.acquire()

    def _end(self, task):
        self.come_in()
        self.guard.acquire()
        self.alive.remove(task)
        del self.tasks[_thread.get_ident()]
        for joiner in task.joiners:
            self._make_ready(joiner)
        self._hand_on()
        self.guard.release()

    def _hand_on(self):
        """Choose who runs next, and let it run; None where nobody can yet."""
        stopped, self.running = self.running, self._choose()
        self.switches += 1
        if self.running is None:
            self.idle_since = _real_time()
            self._watch()
        elif self.running is not stopped:
            self.running.turn.release()
        return self.running

    def _choose(self):
        if not self.ready:
            self.timeouts = [entry for entry in self.timeouts if entry[3].pauses == entry[2]]
            takes_time = self.is_real or any(task.is_outside for task in self.alive)
            if takes_time and (self.timeouts or any(task.is_outside for task in self.alive)):
                return None
            if not self.timeouts:
                self._report_deadlock()
            self._move_clock()
        if self.shaken:
            self.ready.rotate(-self.shaken.randrange(len(self.ready)))
        return self.ready.popleft()

    def _move_clock(self):
        """On to the next timeout; all threads that it concerns become ready together."""
        heapq.heapify(self.timeouts)
        until = self.now = max(self.now, self.timeouts[0][0])
        while self.timeouts and self.timeouts[0][0] <= until:
            task = heapq.heappop(self.timeouts)[3]
            task.pauses += 1
            self.ready.append(task)

    def _end_idleness(self):
        if self.timeouts:
            self.now += max(0, _real_time() - self.idle_since)

    def _report_deadlock(self):
        names = [getattr(task.thread, "name", "thread %d" % task.number) for task in self.alive]
        sys.stdout.flush()
        sys.stderr.write("deadlock: each of these waits for another: %s\n" % ", ".join(names))
        sys.stderr.flush()
        os._exit(DEADLOCK_STATUS)

    # The monitor, a thread of its own outside of the schedule.

    def _watch(self):
        if not self.is_watched:
            self.is_watched = True
            _real_start(self._monitor, ())

    def _monitor(self):
        try:
            self._look_on()
        except:  # noqa: E722
            return  # 2.7 takes modules and builtins away from a thread that it leaves behind

    def _look_on(self):
        seen, since, cpu = None, 0.0, 0.0
        while not self.is_over:
            _real_sleep(MONITOR_SECONDS)
            if not self.guard.acquire(False):
                continue
            try:
                if self.running is None:
                    self._end_pause()
                    continue
                doing = self._what_runs()
                if doing != seen or _cpu_seconds() - cpu > BLOCKED_SECONDS / 10:
                    seen, since, cpu = doing, _real_time(), _cpu_seconds()
                elif _real_time() - since > BLOCKED_SECONDS and (self.ready or self.timeouts):
                    self.running.is_outside = True
                    self.running = None
                    self._hand_on()
            finally:
                self.guard.release()

    def _end_pause(self):
        """While nobody runs: let the next one run whose time has come."""
        if self.ready:
            self._end_idleness()
            self._hand_on()
        elif self.timeouts:
            self.timeouts = [entry for entry in self.timeouts if entry[3].pauses == entry[2]]
            if self.timeouts:
                until = min(self.timeouts)[0]
                if _real_time() - self.idle_since >= until - self.now:
                    self._move_clock()
                    self._hand_on()

    def _what_runs(self):
        """Tells a running thread that has gone on: where it is, how often turns changed."""
        for ident, task in list(self.tasks.items()):
            if task is self.running:
                frame = sys._current_frames().get(ident)
                return self.switches, id(frame), frame and frame.f_lasti
        return None


class Lock(object):
    """The lock that stands in for Python's own; `schedule` is set by a subclass."""

    schedule = None

    def __init__(self):
        self._held = False
        self._waiting = collections.deque()

    def acquire(self, blocking=True, timeout=-1):
        task = self.schedule.come_in()
        if not self._held:
            self._held = True
            return True
        if not blocking:
            return False
        self._waiting.append(task)
        if self.schedule.pause(None if timeout < 0 else timeout):
            return True  # release() handed the lock over
        self._waiting.remove(task)
        return False

    def release(self):
        self.schedule.come_in()
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
    if not IS_PYTHON2:  # these have versions in C that know nothing of our lock
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
        if task is None or task is schedule.come_in():
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

    def pinned_fork(fork=os.fork):
        pid = fork()
        schedule.is_real = True
        if pid == 0:
            schedule.be_alone()
        return pid

    os.fork = pinned_fork


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
    _pin_datetime(schedule)


def _pin_datetime(schedule):
    """``date.today`` asks ``time.time``; these ask the system."""
    epoch = datetime.datetime(1970, 1, 1)

    def now(cls, tz=None):
        return cls.fromtimestamp(schedule.now, tz)

    def utcnow(cls):
        moment = epoch + datetime.timedelta(seconds=schedule.now)
        return cls(*moment.timetuple()[:6] + (moment.microsecond,))

    # The class takes no new attributes, but what its proxy refers to does. Nobody has looked
    # there yet, so nothing else remembers the old ones.
    for attributes in gc.get_referents(datetime.datetime.__dict__):
        if isinstance(attributes, dict):
            attributes["now"] = classmethod(now)
            attributes["utcnow"] = classmethod(utcnow)


# -- chance ----------------------------------------------------------------------------------


class Chance(random.Random):
    """Random numbers of which each thread has a stream of its own.

    What a thread draws does not depend on who ran before it.
    """

    def __init__(self, schedule):
        self.schedule = schedule
        super(Chance, self).__init__()

    def random(self):
        return self.schedule.come_in().chance.random()

    def getrandbits(self, k):
        return self.schedule.come_in().chance.getrandbits(k)

    def seed(self, a=None, version=2):
        if a is not None:
            self.schedule.come_in().chance.seed(a)
        self.gauss_next = None

    def getstate(self):
        return self.schedule.come_in().chance.getstate()

    def setstate(self, state):
        self.schedule.come_in().chance.setstate(state)


def pin_chance(schedule):
    """Let the functions of module `random` draw from the running thread's stream.

    Generators of the program's own draw as in 2.7, and start from a fixed number where they are
    given none.
    """
    fresh_seeds = itertools.count(schedule.seed)
    random27.patch(lambda: next(fresh_seeds))
    chance = Chance(schedule)
    shared = random._inst
    for name, value in list(vars(random).items()):
        if getattr(value, "__self__", None) is shared:
            setattr(random, name, getattr(chance, name))
    random._inst = chance


# -- HTTP ------------------------------------------------------------------------------------


class Network(object):
    """Leads all HTTP to the proxy, and lets an answer take a while that depends on the address."""

    def __init__(self, schedule, places):
        self.schedule = schedule
        self.places = places

    def lead_to_proxy(self, proxy, bypassed):
        """Send all HTTP to the proxy, but that for hosts that are `bypassed`."""
        lead.lead_to_proxy(proxy, self.ask, bypassed)
        self._let_time_pass_for_others(proxy)

    def ask(self, method, url):
        """Note a request whose answer is about to be read."""
        self.places.note_request(method, url)
        if not self.schedule.is_real:
            # Answers that came together would let threads meet by accident.
            checksum = zlib.crc32(url.encode("utf-8")) & 0xFFFFFFFF  # signed on 2.7
            self.schedule.pause(1 + checksum % 5000 / 1000.0)

    def _let_time_pass_for_others(self, proxy):
        """Pauses take their time once the program deals with other processes by sockets."""
        schedule = self.schedule
        proxy_port = int(proxy.rpartition(":")[2])
        base = socket._socketobject if IS_PYTHON2 else socket.socket

        def noticing(method):
            def pinned(self, address, *args):
                if not (isinstance(address, tuple) and address[1:2] == (proxy_port,)):
                    schedule.is_real = True
                return method(self, address, *args)

            return pinned

        for name in ("connect", "connect_ex", "bind"):
            setattr(base, name, noticing(getattr(base, name)))


# -- what is seen ----------------------------------------------------------------------------


class Places(object):
    """Which line of the program did what others see: a place is [file, line]."""

    def __init__(self, program):
        self.program = os.path.join(os.path.realpath(program), "")
        self.lines = {"stdout": [], "stderr": []}  # [first line of the stream, file, line]
        self.files = {}
        self.requests = []

    def here(self):
        """The innermost line of the program that is being run, None where there is none."""
        frame = sys._getframe(1)
        while frame is not None:
            name = frame.f_code.co_filename
            if name.startswith(self.program):
                return [name[len(self.program) :], frame.f_lineno]
            if not os.path.isabs(name) and not name.startswith("<"):
                return [os.path.normpath(name), frame.f_lineno]
            frame = frame.f_back
        return None

    def note_lines(self, stream, line):
        place = self.here()
        noted = self.lines[stream]
        if place and not (noted and noted[-1][1:] == place):
            noted.append([line] + place)

    def note_request(self, method, url):
        self.requests.append([method, url, self.here()])

    def note_files(self):
        """Python 3.8 and later tell of each file that is opened."""
        if not hasattr(sys, "addaudithook"):
            return
        writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT

        def hear(event, arguments):
            if event == "open" and isinstance(arguments[0], str) and arguments[2] & writing:
                self.files[os.path.abspath(arguments[0])] = self.here()

        sys.addaudithook(hear)


class Screen(object):
    """Standard output or error, at which a thread gives way after each write.

    It is flushed after each line, as at a terminal. `kept` takes (number of the task, text) for
    each write.
    """

    def __init__(self, stream, name, schedule, places, kept, encoding, shared=None):
        self._stream = stream
        self._name = name
        self._schedule = schedule
        self._places = places
        self._kept = kept
        self._encoding = encoding
        self._shared = shared if shared is not None else {"line": 1, "softspace": {}}

    def write(self, text):
        task = self._schedule.come_in()
        self._places.note_lines(self._name, self._shared["line"])
        if IS_PYTHON2 and isinstance(text, unicode):  # noqa: F821
            text = text.encode(self._encoding)
        written = self._stream.write(text)
        data = isinstance(text, str)
        newlines = text.count("\n") if data else bytes(text).count(b"\n")
        if newlines:
            self._shared["line"] += newlines
            self._stream.flush()
        if self._kept is not None:
            self._kept.append((task.number, text if data else bytes(text)))
            self._schedule.give_way()
        return written

    @property
    def encoding(self):
        return self._encoding

    @property
    def buffer(self):
        if IS_PYTHON2:
            raise AttributeError("'file' object has no attribute 'buffer'")
        below = self._stream.buffer
        return Screen(
            below, self._name, self._schedule, self._places, self._kept, None, self._shared
        )

    @property
    def softspace(self):
        """Python 2: is a blank due before the next item? Asked and set by the print statement.

        The real one is shared by all threads, and puts blanks and newlines where lines tear.
        """
        return self._shared["softspace"].get(self._schedule.come_in().number, 0)

    @softspace.setter
    def softspace(self, due):
        self._shared["softspace"][self._schedule.come_in().number] = due

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __iter__(self):
        return iter(self._stream)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._stream.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)


# -- the world -------------------------------------------------------------------------------


def enter():
    """Pin the world for this process.

    ``$PORTING_WORLD`` has, in JSON: `reports`, the folder for reports; `program`, the folder of the
    program; `seed`, which chooses the random numbers; `shake`, not 0 for threads in any order;
    `is_real`, whether pauses take their time from the start; `bypassed`, hosts that are asked
    themselves.
    """
    world = json.loads(os.environ["PORTING_WORLD"])
    schedule = Schedule(world["seed"], world["is_real"], world["shake"])
    os.environ["PORTING_WORLD"] = json.dumps(dict(world, is_real=True))  # for child processes
    places = Places(world["program"])
    pin_threads(schedule)
    pin_time(schedule)
    pin_chance(schedule)
    Network(schedule, places).lead_to_proxy(os.environ["PORTING_PROXY"], world["bypassed"])
    _let_time_pass_for_children(schedule)

    printed = []
    encoding = os.environ.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    sys.stdout = Screen(sys.stdout, "stdout", schedule, places, printed, encoding)
    sys.stderr = Screen(sys.stderr, "stderr", schedule, places, None, encoding)
    places.note_files()
    stem = os.path.join(world["reports"], "%d" % os.getpid())
    _tell_where_it_hangs(stem + ".hangs")

    def write_report():
        schedule.is_over = True
        _write_report(stem + ".json", places, printed)

    def leave_at_once(status, leave=os._exit):
        write_report()
        leave(status)

    _write_report(stem + ".json", places, printed)
    os._exit = leave_at_once
    atexit.register(write_report)  # before the program's handlers, so it is called after them


def _let_time_pass_for_children(schedule):
    if IS_PYTHON2:
        return  # they are forked
    import subprocess

    execute = subprocess.Popen._execute_child

    def pinned(self, *args, **kwargs):
        schedule.is_real = True
        return execute(self, *args, **kwargs)

    subprocess.Popen._execute_child = pinned


def _tell_where_it_hangs(path):
    """Python 3: on a signal, write where all threads are."""
    if not IS_PYTHON2:
        import faulthandler

        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        faulthandler.register(signal.SIGUSR2, file=descriptor, all_threads=True)


def _write_report(path, places, printed):
    by_thread = {}
    for number, text in printed:
        by_thread.setdefault(number, []).append(_as_text(text))
    report = {
        "python": "%d.%d.%d" % sys.version_info[:3],
        "by_thread": ["".join(by_thread[number]) for number in sorted(by_thread)],
        "lines": places.lines,
        "files": places.files,
        "requests": places.requests,
    }
    with open(path, "w") as stream:
        json.dump(report, stream)


def _as_text(text):
    if not isinstance(text, bytes):
        return text
    return text.decode("utf-8", "replace" if IS_PYTHON2 else "surrogateescape")
