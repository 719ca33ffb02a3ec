# outcome: resolved
# Resolved names kept between runs, protocol 2, with a version tag before.
import pickle as pickle
import struct

VERSION = 3


def save(path, table):
    f = open(path, 'wb')
    f.write(b'CACH' + struct.pack('<H', VERSION))
    pickle.dump(table, f, 2)
    f.close()


def load(path):
    f = open(path, 'rb')
    if f.read(4) != b'CACH':
        raise ValueError('no cache')
    version, = struct.unpack('<H', f.read(2))
    if version != VERSION:
        return {}
    return pickle.load(f)


save('names', {'localhost': '127.0.0.1', 'gw': '10.0.0.1'})
for name, address in sorted(load('names').items()):
    print(name, [int(n) for n in address.split('.')])
