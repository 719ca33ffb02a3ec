# outcome: resolved
# Reads a dBase table, field by field.
import struct


def make_table():
    names = [b'NAME', b'AGE']
    sizes = [10, 3]
    header = struct.pack('<BBBBLHH20x', 3, 109, 7, 1, 2, 32 + 32 * 2 + 1, 1 + sum(sizes))
    for name, size in zip(names, sizes):
        header += struct.pack('<11sc4xBB14x', name, b'C', size, 0)
    records = b' Eve       031' + b'*Adam      930' + b'\x1a'
    return header + b'\r' + records


def read_table(f):
    count, hsize, rsize = struct.unpack('<xxxxLHH20x', f.read(32))
    fields = []
    for i in range((hsize - 33) // 32):
        name, kind, size, deci = struct.unpack('<11sc4xBB14x', f.read(32))
        fields.append((name.rstrip(b'\0'), kind, size))
    assert f.read(1) == b'\r'
    for i in range(count):
        record = f.read(rsize)
        if record[0:1] == b'*':
            continue
        pos = 1
        row = {}
        for name, kind, size in fields:
            row[name] = record[pos:pos + size].strip()
            pos += size
        yield row


out = open('people.dbf', 'wb')
out.write(make_table().replace(b'*', b' '))
out.close()
source = open('people.dbf', 'rb')
for row in read_table(source):
    print(str(row[b'NAME'], 'utf-8'), int(row[b'AGE']) + 1)
