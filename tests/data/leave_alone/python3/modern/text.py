# Nothing here says which Python it is: the package around it does.
import io
import itertools
import operator
import os
import string
import sys


def capitals(words):
    return list(map(str.capitalize, filter(None, words)))


def pairs(first, second):
    return dict(zip(first, second))


def ask(prompt):
    return int(input(prompt))


def save(path, lines):
    with open(path, "w") as out:
        for number, line in enumerate(lines):
            out.write("%d: %s\n" % (number, line))


def load(path):
    return open(path, "rb").read().decode("utf-8").splitlines()


def ranks(scores):
    names = scores.keys()
    best = sorted(scores.items(), key=operator.itemgetter(1), reverse=True)
    half = len(best) / 2
    return names, best, half, round(half), max(scores.values())


def run(code, names):
    exec(code, names)
    return eval("x + 1", names)


def letters():
    return string.ascii_letters, string.ascii_lowercase, itertools.zip_longest("ab", "c")


def show(*items):
    print("%s" % (items,))
    print(items)
    print()
    sys.stdout.write("done\n")


def folder():
    return os.getcwd(), os.path.sep in os.getcwd()


def buffered(text):
    stream = io.StringIO(text)
    return [line for line in stream], next(iter(text)), range(3)[1:]


def numbers():
    total = 0
    for number in range(10):
        total += number / 3
    return total, 10 / 4, divmod(7, 2), 1_000, 0o17, sorted([3, 1, 2])


class Error(Exception):
    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def __str__(self):
        return self.message
