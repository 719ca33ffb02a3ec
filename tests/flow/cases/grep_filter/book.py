#!/usr/bin/env python3
# outcome: untouched
# grep with context, reading standard input.
import re
import sys

pattern = re.compile('err(or)?', re.IGNORECASE)
previous = None
number = 0
while True:
    line = sys.stdin.readline()
    if not line:
        break
    number += 1
    if pattern.search(line):
        if previous is not None:
            sys.stdout.write('%d-%s' % (number - 1, previous))
        sys.stdout.write('%d:%s' % (number, pattern.sub('**', line)))
    previous = line
