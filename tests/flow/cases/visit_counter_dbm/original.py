# outcome: resolved
# Counts visits in a dbm file.
import anydbm
import struct


class Counter:
    def __init__(self, path):
        self.db = anydbm.open(path, 'c')

    def hit(self, page):
        if isinstance(page, unicode):
            page = page.encode('utf-8')
        count = self.get(page) + 1
        self.db[page] = struct.pack('>I', count)
        return count

    def get(self, page):
        try:
            return struct.unpack('>I', self.db[page])[0]
        except KeyError:
            return 0

    def report(self):
        for page in sorted(self.db.keys()):
            yield '%s: %d' % (page, self.get(page))

    def close(self):
        self.db.close()


c = Counter('visits')
for page in ['/', '/about', '/', u'/caf\xe9', '/', u'/caf\xe9']:
    c.hit(page)
c.close()
c = Counter('visits')
for line in c.report():
    print line
print c.get('/missing'), c.db.has_key('/about')
c.close()
