"""The pinned world, the same on Python 2.7 and 3: what each script here prints on both."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from porting.verify.run import run_original, run_port
from porting.verify.transcript import Transcript

Play = Callable[[str], Transcript]


@pytest.fixture(params=["python27", "python3"])
def play(request: pytest.FixtureRequest, write_script: Callable[[str], Path]) -> Play:
    """Plays a script that both Pythons can read; it has the print function."""
    future = "from __future__ import print_function\n"
    if request.param == "python27":
        request.getfixturevalue("python27")
        return lambda text: run_original(write_script(future + dedent(text)))
    options = ("-bb", "-W", "error")
    return lambda text: run_port(write_script(future + dedent(text)), interpreter_options=options)


def test_time_is_when_the_chapter_ran_and_moves_by_sleeping_only(play: Play) -> None:
    shown = play("""
        import time
        from time import ctime, sleep
        print(ctime())
        sleep(3)
        print(ctime())
        print(time.strftime('%H:%M:%S'))
        print(time.asctime())
        print(time.time())
        print(ctime(0))
    """)
    assert shown.stderr == ""
    assert shown.stdout.splitlines() == [
        "Wed Mar 30 22:11:19 2011",
        "Wed Mar 30 22:11:22 2011",
        "22:11:22",
        "Wed Mar 30 22:11:22 2011",
        "1301523082.0",
        "Thu Jan  1 00:00:00 1970",
    ]


def test_nothing_waits(play: Play) -> None:
    start = time.monotonic()
    shown = play("""
        import threading, time
        threads = [threading.Thread(target=time.sleep, args=(3600,)) for _ in range(5)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        print(time.ctime())
    """)
    assert shown.stdout == "Wed Mar 30 23:11:19 2011\n"
    assert time.monotonic() - start < 30


def test_random_numbers_are_the_same_on_both_pythons(play: Play) -> None:
    shown = play("""
        import random
        from random import choice, randrange
        print([randrange(3, 7) for _ in range(8)])
        print([random.randint(1, 6) for _ in range(8)])
        print(choice('abcdef'), '%.6f' % random.random(), '%.6f' % random.uniform(1, 2))
        cards = list(range(8)); random.shuffle(cards); print(cards)
        print(random.sample(range(100), 5))
        print('%.6f' % random.gauss(0, 1))
        random.seed(7); print(randrange(1000))
    """)
    assert shown.stderr == ""
    assert shown.stdout.splitlines() == [
        "[6, 6, 4, 4, 5, 4, 6, 4]",
        "[3, 4, 6, 4, 2, 5, 4, 2]",
        "f 0.982785 1.810217",
        "[3, 0, 1, 6, 5, 4, 2, 7]",
        "[43, 61, 91, 96, 47]",
        "0.514893",
        "323",
    ]


def test_what_a_thread_draws_does_not_depend_on_who_ran_before(play: Play) -> None:
    script = """
        from random import randrange
        from threading import Thread
        def draw(count, show):
            drawn = [randrange(100) for _ in range(count)]
            if show:
                print(drawn)
        for count, show in (({first}, False), (5, True)):
            thread = Thread(target=draw, args=(count, show))
            thread.start()
            thread.join()
    """
    few, many = play(script.format(first=1)), play(script.format(first=50))
    assert few.stdout == many.stdout != ""


def test_threads_draw_different_numbers_and_so_do_seeds(
    write_script: Callable[[str], Path],
) -> None:
    script = write_script("""
        from random import random
        from threading import Thread
        for _ in range(3):
            Thread(target=lambda: print(random())).start()
    """)
    numbers = [run_port(script, seed=seed).stdout.splitlines() for seed in (0, 1, 0)]
    assert len(set(numbers[0] + numbers[1])) == 6
    assert numbers[0] == numbers[2]


def test_a_line_can_be_torn_between_its_text_and_its_newline(play: Play) -> None:
    shown = play("""
        from threading import Thread
        from time import sleep
        def say(text):
            sleep(1)
            print(text)
        for text in 'ab':
            Thread(target=say, args=(text,)).start()
    """)
    assert shown.stdout == "ab\n\n"
    assert shown.by_thread == ("a\n", "b\n")
    assert shown.torn_lines == ("ab", "")


def test_a_lock_is_handed_on_in_the_order_of_asking(play: Play) -> None:
    shown = play("""
        import threading, time
        lock = threading.Lock()
        def say(text):
            with lock:
                print(text)
                time.sleep(1)
        for text in 'abc':
            threading.Thread(target=say, args=(text,)).start()
    """)
    assert shown.stdout == "a\nb\nc\n"


def test_what_is_built_on_locks_works(play: Play) -> None:
    shown = play("""
        import threading, time
        try:
            from queue import Queue, Empty
        except ImportError:
            from Queue import Queue, Empty
        queue, event, lock = Queue(1), threading.Event(), threading.RLock()
        def produce():
            for number in range(3):
                queue.put(number)
                time.sleep(1)
            event.set()
        threading.Thread(target=produce).start()
        for _ in range(3):
            print(queue.get(timeout=5))
        try:
            queue.get(timeout=2.5)
        except Empty:
            print('empty at ' + time.ctime())
        with lock:
            with lock:
                print(event.wait(1))
        timer = threading.Timer(4, lambda: None); timer.start(); timer.join()
        semaphore = threading.BoundedSemaphore(1)
        print(semaphore.acquire(False), semaphore.acquire(False))
        condition = threading.Condition()
        with condition:
            condition.wait(2)
        print(time.ctime())
    """)
    lines = shown.stdout.splitlines()
    assert shown.stderr == ""
    assert lines[:3] == ["0", "1", "2"]
    assert lines[3].startswith("empty at Wed Mar 30 22:11:23 2011")
    assert lines[4:6] == ["True", "True False"]
    assert lines[6].startswith("Wed Mar 30 22:11:29 2011")


def test_a_join_with_a_timeout_gives_up(play: Play) -> None:
    shown = play("""
        import threading, time
        thread = threading.Thread(target=time.sleep, args=(10,))
        thread.start()
        thread.join(2)
        print(thread.is_alive())
        thread.join()
        print(thread.is_alive())
        print(time.ctime())
    """)
    assert shown.stdout.splitlines() == ["True", "False", "Wed Mar 30 22:11:29 2011"]


def test_a_deadlock_is_named_and_ends_the_run(play: Play) -> None:
    shown = play("""
        import threading
        lock = threading.Lock()
        lock.acquire()
        print('before')
        lock.acquire()
    """)
    assert shown.stdout == "before\n"
    assert shown.stderr == "deadlock: each of these waits for another: MainThread\n"
    assert shown.status == 70


def test_exit_handlers_run_after_all_threads_but_daemons(play: Play) -> None:
    shown = play("""
        import atexit, threading, time
        def late(seconds, text):
            time.sleep(seconds)
            print(text)
        atexit.register(late, 0, 'handler')
        daemon = threading.Thread(target=late, args=(3, 'daemon'))
        daemon.daemon = True
        daemon.start()
        threading.Thread(target=late, args=(2, 'thread')).start()
        print('main')
    """)
    assert shown.stdout.splitlines() == ["main", "thread", "handler"]


def test_an_exception_ends_the_script_as_python_ends_it(play: Play) -> None:
    shown = play("""
        import atexit, threading, time
        def late():
            time.sleep(1)
            print('thread')
        def handler(): print('handler')
        atexit.register(handler)
        threading.Thread(target=late).start()
        {}['nothing']
    """)
    assert shown.stdout.splitlines() == ["thread", "handler"]
    assert shown.stderr == "KeyError: 'nothing'\n"
    assert shown.status == 1


@pytest.mark.parametrize(
    ("argument", "status", "said"),
    [("3", 3, ""), ("'too bad'", 1, "too bad\n"), ("", 0, "")],
)
def test_exit_status_is_the_script_s(play: Play, argument: str, status: int, said: str) -> None:
    shown = play(f"import sys\nsys.exit({argument})\n")
    assert (shown.status, shown.stderr) == (status, said)


def test_the_script_is_main_in_a_world_of_its_own(play: Play) -> None:
    shown = play("""
        import os, sys
        import __main__
        print(__name__)
        print(__main__.__dict__ is globals())
        print(os.path.basename(sys.argv[0]), len(sys.argv))
        print(os.path.basename(__file__))
        print(os.listdir('.'))
        try:
            import compare
        except ImportError:
            print('our modules are not on its path')
        with open('out.txt', 'w') as stream:
            stream.write('kept')
    """)
    assert shown.stderr == ""
    assert shown.stdout.splitlines() == [
        "__main__",
        "True",
        "script.py 1",
        "script.py",
        "['script.py']",
        "our modules are not on its path",
    ]
    assert [(file.path, file.content) for file in shown.files] == [("out.txt", "kept")]


def test_two_runs_are_the_same(play: Play) -> None:
    script = """
        import random, threading, time
        def work():
            for _ in range(5):
                time.sleep(random.choice([0, 0.5, 1]))
                print(threading.current_thread().name + ' ' + time.ctime())
        for _ in range(5):
            threading.Thread(target=work).start()
    """
    assert play(script) == play(script)


def test_a_pool_of_threads_ends_by_itself(write_script: Callable[[str], Path]) -> None:
    shown = run_port(
        write_script("""
            import time
            from concurrent.futures import ThreadPoolExecutor
            pool = ThreadPoolExecutor(2)
            print(list(pool.map(lambda n: time.sleep(n) or n, [3, 2, 1])))
            print(time.ctime())
        """)
    )
    assert (shown.stderr, shown.status) == ("", 0)
    assert shown.stdout.splitlines() == ["[3, 2, 1]", "Wed Mar 30 22:11:22 2011"]
