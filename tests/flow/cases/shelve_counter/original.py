# outcome: untouched
# Persistent counters in a shelf, with text keys.
import os
import shelve


def bump(path, name):
    db = shelve.open(path)
    db[name] = db.get(name, 0) + 1
    value = db[name]
    db.close()
    return value


for word in 'spam eggs spam spam'.split():
    bump('counts', word)
db = shelve.open('counts')
for key in sorted(db.keys()):
    print key, db[key]
db.close()
print len([name for name in os.listdir('.') if name.startswith('counts')]) > 0
