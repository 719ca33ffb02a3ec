# outcome: resolved
# Variable-length integers as in protocol buffers.
import struct
from io import StringIO
from io import BytesIO


def write_varint(out, value):
    while True:
        bits = value & 0x7f
        value >>= 7
        if value:
            out.write(bytes([0x80 | bits]))
        else:
            out.write(bytes([bits]))
            return


def read_varint(f):
    shift = result = 0
    while True:
        byte = ord(f.read(1))
        result |= (byte & 0x7f) << shift
        if not byte & 0x80:
            return result
        shift += 7


def write_string(out, s):
    write_varint(out, len(s))
    out.write(s.encode('utf-8'))


out = BytesIO()
for number in (1, 127, 128, 300, 2 ** 40):
    write_varint(out, number)
write_string(out, 'end')
blob = out.getvalue()
print(len(blob), struct.unpack('3B', blob[:3]))
f = BytesIO(blob)
print([read_varint(f) for i in range(5)])
print(str(f.read(read_varint(f)), 'utf-8'))
