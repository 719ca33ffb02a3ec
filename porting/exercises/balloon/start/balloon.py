"""Print the readings of a weather balloon: balloon.py FILE"""

import struct
import sys

READING = struct.Struct('>6sHhB')

with open(sys.argv[1], 'rb') as record:
    data = record.read()
if data[:4] != 'WX01':
    sys.exit('this is no record of a balloon')

for start in range(4, len(data), READING.size):
    record = data[start:start + READING.size]
    station, metres, tenths, check = READING.unpack(record)
    name = station.rstrip('\0')
    if sum(ord(byte) for byte in record[:-1]) % 256 != check:
        print('%s: damaged' % name)
    elif name[0] == '*':
        print('%s: only a test' % name[1:])
    else:
        print('%s: %d m, %.1f degrees' % (name, metres, tenths / 10.0))
