# outcome: resolved
# A constant database (cdb-like): hash table in a file.
import os
import struct


def cdb_hash(key):
    h = 5381
    for c in key:
        h = ((h << 5) + h ^ ord(c)) & 0xffffffff
    return h


def create(path, items):
    f = open(path, 'wb')
    f.write('\0' * 8)
    table = []
    for key, value in items:
        table.append((cdb_hash(key), f.tell()))
        f.write(struct.pack('<LL', len(key), len(value)))
        f.write(key)
        f.write(value)
    start = f.tell()
    for h, at in sorted(table):
        f.write(struct.pack('<LL', h, at))
    f.seek(0)
    f.write(struct.pack('<LL', start, len(table)))
    f.close()


class Reader(object):
    def __init__(self, path):
        self.data = open(path, 'rb').read()
        self.start, self.count = struct.unpack('<LL', self.data[:8])

    def __getitem__(self, key):
        wanted = cdb_hash(key)
        for n in range(self.count):
            at = self.start + n * 8
            h, pos = struct.unpack('<LL', self.data[at:at + 8])
            if h == wanted:
                klen, vlen = struct.unpack('<LL', self.data[pos:pos + 8])
                if self.data[pos + 8:pos + 8 + klen] == key:  # kind: self.data[pos + 8:pos + 8 + klen] is bytes
                    return self.data[pos + 8 + klen:pos + 8 + klen + vlen]
        raise KeyError(key)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default


create('words.cdb', [('one', 'eins'), ('two', 'zwei'), ('green', 'gr\xc3\xbcn')])
r = Reader('words.cdb')
print r['one'], r['green'], r.get('three', 'nothing')
print os.path.getsize('words.cdb'), len(r['green'])
try:
    r['four']
except KeyError, e:
    print 'no', e
