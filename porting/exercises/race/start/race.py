"""Rank the runners of a race. Each line of standard input: name, age, time in seconds."""

import sys
from collections import namedtuple

Runner = namedtuple('Runner', 'name age seconds')


def better(a, b):
    return cmp(a.seconds, b.seconds) or cmp(b.age, a.age) or cmp(a.name, b.name)


runners = []
for line in sys.stdin:
    name, age, seconds = line.split()
    runners.append(Runner(name, int(age), int(seconds)))

runners.sort(better)
for place, runner in enumerate(runners, 1):
    print('%d. %s (%d), %d:%02d' % ((place, runner.name, runner.age) + divmod(runner.seconds, 60)))
print('last names first: %s' % sorted((r.name for r in runners), lambda a, b: cmp(b, a)))
