# -*- coding: utf-8 -*-
"""Print labels for the spice shelf: labels.py SPICE, or --prices, or --help"""

import sys

NAMES = {'paprika': 'Paprika', 'caraway': 'Kümmel', 'cardamom': 'Kardamom'}
PRICES = [('paprika', 3), ('caraway', 2), ('cardamom', 7)]
EURO = '\xe2\x82\xac'
LINE = u'\u2500' * 12


def label(name):
    return LINE + u'\n' + name.decode('utf-8').upper().center(12).rstrip() + u'\n' + LINE


wanted = sys.argv[1]
if wanted == '--prices':
    for spice, price in PRICES:
        print('%s %d %s' % (NAMES[spice], price, EURO))
elif wanted == '--help':
    print('Alt+E for \u20ac')
else:
    name = NAMES[wanted]
    print(label(name).encode('utf-8'))
    print('needs %d bytes in the printer' % len(name))
