# outcome: untouched
# Exceptions and their texts.
import sys
import traceback


def check(value):
    if not isinstance(value, str):
        raise TypeError('not a string: %r' % (value,))
    return value


for value in ('text', 5):
    try:
        print(check(value))
    except TypeError as e:
        print('error:', e)
        lines = traceback.format_exc().split('\n')
        print(lines[0], '/', lines[-2])
