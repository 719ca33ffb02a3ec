# -*- coding: utf-8 -*-
# outcome: resolved
# Aligns columns that hold accented letters; unicode inside, UTF-8 outside.
ROWS = [('Zürich', 8.5), ('Genève', 9.25), ('Bern', 7.0)]


def pad(text, width):
    return text + u' ' * (width - len(text))


lines = []
for name, value in ROWS:
    name = name.decode('utf-8')
    lines.append(u'%s|%6.2f' % (pad(name, 8), value))
report = u'\n'.join(lines)
print report.encode('utf-8')
print len(report), max(len(line) for line in lines)
