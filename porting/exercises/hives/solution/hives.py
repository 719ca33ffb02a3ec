"""Keep hives in hives.db. Each line of standard input: a name, a weight in kg, a mark in hex."""

import sqlite3
import sys

database = sqlite3.connect("hives.db")
database.execute("PRAGMA page_size = 512")  # she keeps it on an old telephone
database.execute("CREATE TABLE hives (name TEXT, weight REAL, mark BLOB)")
for line in sys.stdin:
    name, weight, mark = line.strip().split(";")
    hive = name, float(weight), bytes.fromhex(mark)
    database.execute("INSERT INTO hives VALUES (?, ?, ?)", hive)
database.commit()

for name, weight, mark in database.execute("SELECT * FROM hives ORDER BY weight"):
    print(f"{name}: {weight:.1f} kg, mark {mark.hex()} of {len(mark)} bytes")
longest = database.execute("SELECT max(length(name)), max(length(mark)) FROM hives").fetchone()
print("longest name and mark: {}, {}".format(*longest))
database.close()
