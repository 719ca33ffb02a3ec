"""Print the words of standard input, sorted, each once. Runs under Python 2 and 3."""

import sys

if '--version' in sys.argv:
    print('tidy 2')
else:
    print('\n'.join(sorted(set(sys.stdin.read().split()))))
