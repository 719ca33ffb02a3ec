"""Rank the runners of a race. Each line of standard input: name, age, time in seconds."""

import sys
from typing import NamedTuple


class Runner(NamedTuple):
    name: str
    age: int
    seconds: int


def rank(runner):
    """What runners are ranked by: time, then age (the older first), then name."""
    return runner.seconds, -runner.age, runner.name


runners = []
for line in sys.stdin:
    name, age, seconds = line.split()
    runners.append(Runner(name, int(age), int(seconds)))

runners.sort(key=rank)
for place, runner in enumerate(runners, 1):
    minutes, seconds = divmod(runner.seconds, 60)
    print(f"{place}. {runner.name} ({runner.age}), {minutes}:{seconds:02}")
print("last names first:", sorted((runner.name for runner in runners), reverse=True))
