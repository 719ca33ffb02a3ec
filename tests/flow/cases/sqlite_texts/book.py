# outcome: untold
# Texts and blobs in a database.
import sqlite3

db = sqlite3.connect(':memory:')
db.execute('create table t (name text, picture blob)')
db.execute('insert into t values (?, ?)', ('caf\xe9', memoryview(b'\x00\x01\x02')))
db.execute('insert into t values (?, ?)', ('tea', memoryview(b'')))
for name, picture in db.execute('select name, picture from t order by name'):
    print(name, len(picture), [ord(c) for c in str(picture)])
