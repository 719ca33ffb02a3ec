#!/usr/bin/env python3
# outcome: unresolved
# hexdump -C, more or less; reads standard input.
import sys


def printable(c):
    if 32 <= ord(c) < 127:
        return c
    return '.'


def dump(data, width=16):
    for start in range(0, len(data), width):
        row = data[start:start + width]
        codes = ' '.join(['%02x' % ord(c) for c in row])
        print('%08x  %-*s  |%s|' % (start, width * 3 - 1, codes, ''.join(map(printable, row))))


dump(sys.stdin.read())
