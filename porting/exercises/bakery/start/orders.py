"""Read the orders of a bakery. Each line of standard input: a number and a product."""

import sys

PRODUCTS = ['rolls', 'loaf', 'pretzels']


class OrderError(StandardError):
    pass


def read_order(line):
    number, product = line.split(None, 1)
    if product.strip() not in PRODUCTS:
        raise OrderError, 'we do not bake %s' % product.strip()
    try:
        number = int(number)
    except ValueError, wrong:
        raise OrderError, 'how many? (%s)' % wrong.message
    if number == 0:
        raise OrderError, 'none ordered'
    return number, product.strip()


error = None
for line in sys.stdin:
    try:
        print('%d x %s' % read_order(line))
    except OrderError, error:
        print('skipped: %s' % line.strip())

if error:
    print('last mistake: %s' % error.message)
else:
    print('no mistakes')
