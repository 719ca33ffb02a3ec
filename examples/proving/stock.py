"""Keeps a shop's stock in a database."""
import sqlite3

db = sqlite3.connect('stock.db')
db.execute('CREATE TABLE IF NOT EXISTS stock (name TEXT, pieces INTEGER)')
for name, pieces in {u'apples': 12, u'k\xe4se': 3}.items():
    db.execute('INSERT INTO stock VALUES (?, ?)', (name, pieces))
db.commit()
for name, pieces in db.execute('SELECT * FROM stock ORDER BY name'):
    print name.encode('utf-8'), pieces
db.close()
