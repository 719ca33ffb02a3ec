"""Print the readings of a weather balloon: balloon.py FILE"""

import struct
import sys
from pathlib import Path

READING = struct.Struct(">6sHhB")
MARK = b"WX01"

data = Path(sys.argv[1]).read_bytes()
if not data.startswith(MARK):
    sys.exit("this is no record of a balloon")

for start in range(len(MARK), len(data), READING.size):
    record = data[start : start + READING.size]
    station, metres, tenths, check = READING.unpack(record)
    name = station.rstrip(b"\0").decode("utf-8")
    if sum(record[:-1]) % 256 != check:
        print(f"{name}: damaged")
    elif name.startswith("*"):
        print(f"{name[1:]}: only a test")
    else:
        print(f"{name}: {metres} m, {tenths / 10:.1f} degrees")
