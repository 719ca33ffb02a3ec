#!/usr/bin/env python3
# outcome: untouched
# Joins two tables on their first column; the second one comes from stdin.
import sys

PRICES = 'apple\t30\npear\t45\nplum\t12\n'


def table(lines):
    result = {}
    for line in lines:
        line = line.rstrip('\n')
        if line:
            key, value = line.split('\t')
            result[key] = value
    return result


prices = table(PRICES.split('\n'))
stock = table(sys.stdin.readlines())
for key in sorted(set(prices) | set(stock)):
    sys.stdout.write('\t'.join([key, prices.get(key, '?'), stock.get(key, '0')]) + '\n')
