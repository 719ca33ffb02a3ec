# outcome: resolved
# Names in fixed fields of a struct, formatted and sorted.
import struct

ENTRY = '<8s8sH'
PEOPLE = [(b'Curie', b'Marie', 1867), (b'Noether', b'Emmy', 1882), (b'Hopper', b'Grace', 1906)]

f = open('people.dat', 'wb')
for last, first, born in PEOPLE:
    f.write(struct.pack(ENTRY, last, first, born))
f.close()

people = []
f = open('people.dat', 'rb')
while True:
    entry = f.read(struct.calcsize(ENTRY))
    if not entry:
        break
    last, first, born = struct.unpack(ENTRY, entry)
    people.append((last.strip(b'\0'), first.strip(b'\0'), born))
f.close()
people.sort(key=lambda p: p[1])
for last, first, born in people:
    print('%s, %s (%d)' % (str(last, 'utf-8'), str(first, 'utf-8'), born))
