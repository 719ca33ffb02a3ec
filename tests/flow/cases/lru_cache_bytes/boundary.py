# outcome: resolved
# Caches what expensive reads give; keys are text, values bytes.
class Cache(object):
    def __init__(self, size):
        self.size = size
        self.items = {}
        self.order = []

    def get(self, key, load):
        if key not in self.items:
            if len(self.order) >= self.size:
                del self.items[self.order.pop(0)]
            self.items[key] = load(key)
            self.order.append(key)
        return self.items[key]


def load(name):
    f = open(name, 'rb')
    try:
        return f.read().decode('utf-8')
    finally:
        f.close()


for name in (b'one', b'two'):
    f = open(name, 'wb')
    f.write(b'content of ' + name)
    f.close()
cache = Cache(1)
for name in ('one', 'one', 'two'):
    print(name, '=', cache.get(name, load))
print(cache.order)
