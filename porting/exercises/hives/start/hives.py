"""Keep hives in hives.db. Each line of standard input: a name, a weight in kg, a mark in hex."""

import binascii
import sqlite3
import sys

database = sqlite3.connect('hives.db')
database.execute('PRAGMA page_size = 512')  # she keeps it on an old telephone
database.execute('CREATE TABLE hives (name TEXT, weight REAL, mark BLOB)')
for line in sys.stdin:
    name, weight, mark = line.decode('utf-8').strip().split(';')
    mark = binascii.unhexlify(mark)
    database.execute('INSERT INTO hives VALUES (?, ?, ?)', (name, float(weight), buffer(mark)))
database.commit()

for name, weight, mark in database.execute('SELECT * FROM hives ORDER BY weight'):
    print('%s: %.1f kg, mark %s of %d bytes' % (
        name.encode('utf-8'), weight, binascii.hexlify(str(mark)), len(mark)))
longest = database.execute('SELECT max(length(name)), max(length(mark)) FROM hives').fetchone()
print('longest name and mark: %s, %s' % longest)
database.close()
