# outcome: resolved
# Reads a dBase table, field by field.
import struct


def make_table():
    names = ['NAME', 'AGE']
    sizes = [10, 3]
    header = struct.pack('<BBBBLHH20x', 3, 109, 7, 1, 2, 32 + 32 * 2 + 1, 1 + sum(sizes))
    for name, size in zip(names, sizes):
        header += struct.pack('<11sc4xBB14x', name, 'C', size, 0)
    records = ' Eve       031' + '*Adam      930' + '\x1a'
    return header + '\r' + records


def read_table(f):
    count, hsize, rsize = struct.unpack('<xxxxLHH20x', f.read(32))
    fields = []
    for i in range((hsize - 33) / 32):
        name, kind, size, deci = struct.unpack('<11sc4xBB14x', f.read(32))
        fields.append((name.rstrip('\0'), kind, size))
    assert f.read(1) == '\r'
    for i in range(count):
        record = f.read(rsize)
        if record[0] == '*':
            continue
        pos = 1
        row = {}
        for name, kind, size in fields:
            row[name] = record[pos:pos + size].strip()
            pos += size
        yield row


out = open('people.dbf', 'wb')
out.write(make_table().replace('*', ' '))
out.close()
source = open('people.dbf', 'rb')
for row in read_table(source):
    print row['NAME'], int(row['AGE']) + 1
