# outcome: resolved
# Counts visits in a dbm file.
import dbm
import struct


class Counter:
    def __init__(self, path):
        self.db = dbm.open(path, 'c')

    def hit(self, page):
        if isinstance(page, str):
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
            yield '%s: %d' % (str(page, 'utf-8'), self.get(page))

    def close(self):
        self.db.close()


c = Counter('visits')
for page in ['/', '/about', '/', '/caf\xe9', '/', '/caf\xe9']:
    c.hit(page)
c.close()
c = Counter('visits')
for line in c.report():
    print(line)
print(c.get('/missing'), '/about' in c.db)
c.close()
