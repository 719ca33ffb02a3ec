from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {"time.clock": "time:perf_counter"}


class Clock(MovedNames):
    r"""Measure with ``time.perf_counter`` in place of ``time.clock``.

    ``time.clock`` was processor time on Unix and the time on the wall on Windows, so Python 3.8
    removed it. ``perf_counter`` is the finest clock there is for how long something takes.

    Before::

        import time

        start = time.clock()

    After::

        import time

        start = time.perf_counter()

    Left alone, because it is another ``time``::

        def start(time):
            return time.clock()

    Limits: where processor time was meant, write ``time.process_time``.
    Source: https://docs.python.org/3/whatsnew/3.8.html#api-and-feature-removals
    """

    name = "clock"
    written_in = Language.PYTHON3
    safety = "review"
    moved = MOVED
