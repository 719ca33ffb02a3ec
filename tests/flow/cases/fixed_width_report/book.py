# outcome: untouched
# Cuts fixed-width columns out of lines and prints a table.
LINES = """\
0001SMITH     JOHN      19550612
0002O'HARA    KATE      19610101
"""
LAYOUT = (('id', 0, 4), ('last', 4, 14), ('first', 14, 24), ('born', 24, 32))


def parse(line):
    record = {}
    for name, start, stop in LAYOUT:
        record[name] = line[start:stop].strip()
    return record


for line in LINES.splitlines():
    r = parse(line)
    print('%(last)s, %(first)s' % r, r['born'][:4], int(r['id']))
