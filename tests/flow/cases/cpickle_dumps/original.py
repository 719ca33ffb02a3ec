# outcome: resolved
# Copies an object through a string, and keeps strings in a cache file.
import cPickle
import zlib

settings = {'name': 'demo', 'sizes': [1, 2, 3]}
data = cPickle.dumps(settings, cPickle.HIGHEST_PROTOCOL)  # kind: data is bytes
copy = cPickle.loads(data)
print copy == settings, copy is settings

cache = open('cache.bin', 'wb')
for n in range(3):
    block = zlib.compress(cPickle.dumps(('entry', n), 2))
    cache.write('%04d' % len(block))
    cache.write(block)
cache.close()

cache = open('cache.bin', 'rb')
while True:
    size = cache.read(4)  # kind: size is bytes
    if size == '':
        break
    print cPickle.loads(zlib.decompress(cache.read(int(size))))
