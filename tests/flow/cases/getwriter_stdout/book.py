# -*- coding: utf-8 -*-
# outcome: resolved
# Standard output wrapped so that unicode can be printed.
import codecs
import sys

sys.stdout = codecs.getwriter('utf-8')(sys.stdout.buffer)
print('Füße', 12)
for word in ('één', 'deux'):
    print(word.center(7, '*'))
