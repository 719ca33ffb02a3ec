# outcome: untold
# Copies standard input to standard output unchanged, but numbers the lines.
import sys

number = 0
data = sys.stdin.read()
for line in data.split('\n')[:-1]:
    number += 1
    sys.stdout.write('%d\t%s\n' % (number, line))
