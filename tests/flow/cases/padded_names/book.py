# -*- coding: utf-8 -*-
# outcome: unresolved
import textwrap, sys

ROWS = [('Käse', 3.5), ('Brot', 2), ('Crème fraîche', 12.25)]

def table(rows):
    width = max(len(name) for name, _ in rows)
    lines = []
    for name, price in rows:
        lines.append('%s %8.2f' % (name.ljust(width), price))
    return '\n'.join(lines)

print(table(ROWS))  # kind: table(ROWS) is native
print('\n'.join('%-15s|' % name for name, _ in ROWS))
text = 'Der schnelle braune Fuchs springt über den trägen Hund'
for line in textwrap.wrap(text, 20):
    print(str(line.encode('utf-8').center(30, b'*'), 'utf-8'))
print('=' * len('Überschrift'))
