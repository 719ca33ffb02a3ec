# outcome: resolved
# Copies an object through a string, and keeps strings in a cache file.
import pickle
import zlib

settings = {'name': 'demo', 'sizes': [1, 2, 3]}
data = pickle.dumps(settings, pickle.HIGHEST_PROTOCOL)  # kind: data is bytes
copy = pickle.loads(data)
print(copy == settings, copy is settings)

cache = open('cache.bin', 'wb')
for n in range(3):
    block = zlib.compress(pickle.dumps(('entry', n), 2))
    cache.write(b'%04d' % len(block))
    cache.write(block)
cache.close()

cache = open('cache.bin', 'rb')
while True:
    size = cache.read(4)  # kind: size is bytes
    if size == b'':
        break
    print(pickle.loads(zlib.decompress(cache.read(int(size)))))
