# outcome: unresolved
import shelve, dbm, pickle, pickle as cPickle, os

class Store(object):
    def __init__(self, path):
        self.db = dbm.open(path, 'c')
    def put(self, key, value):
        self.db[key] = cPickle.dumps(value, 2)
    def get(self, key, default=None):
        try:
            return cPickle.loads(self.db[key])
        except KeyError:
            return default
    def keys(self):
        return sorted(k for k in self.db.keys() if not k.startswith(b'_'))

store = Store('things.db')  # kind: 'things.db' is native
store.put('caf\u00e9', {'price': 3, 'tags': ['hot', 'black']})
store.put('tea', '\u8336')
store.put('_private', 1)
for key in store.keys():
    print(str(key, 'utf-8'), store.get(key))
print(store.get('nothing', 'default'))
store.db['raw'] = 'plain'
print(str(store.db['raw'] + b'!', 'utf-8'), len(store.db['raw']), 'raw' in store.db)
shelf = shelve.open('shelf')
shelf['list'] = [1, 2, 'x\xff']
shelf.close()
shelf = shelve.open('shelf')
print(shelf['list'][:2], repr(shelf['list'][2]))
s = pickle.dumps(('a', 1))
print(type(s).__name__, pickle.loads(s))
