# outcome: resolved
# A tiny document store: compressed on disk, one index line each.
import zlib


class Store:
    def __init__(self, path):
        self.path = path
        self.index = {}
        open(path, 'wb').close()

    def put(self, key, text):
        packed = zlib.compress(text, 9)  # kind: packed is bytes
        f = open(self.path, 'ab')
        self.index[key] = (f.tell(), len(packed))
        f.write(packed)
        f.close()

    def get(self, key):
        start, size = self.index[key]
        f = open(self.path, 'rb')
        f.seek(start)
        text = zlib.decompress(f.read(size)).decode('utf-8')
        f.close()
        return text


store = Store('docs.z')
store.put('hamlet', b'to be or not to be, that is the question ' * 5)
store.put('empty', b'')
text = store.get('hamlet')
print(len(text), text.split(',')[0])
print(repr(store.get('empty') == ''))
