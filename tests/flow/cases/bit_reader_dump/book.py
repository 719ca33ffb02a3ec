# outcome: resolved
import sys, struct, io
from io import BytesIO

class BitReader(object):
    def __init__(self, data):
        self.data = data
        self.pos = 0
        self.bits = 0
        self.count = 0
    def read(self, n):
        while self.count < n:
            self.bits = (self.bits << 8) | self.data[self.pos]
            self.pos += 1
            self.count += 8
        self.count -= n
        value = self.bits >> self.count
        self.bits &= (1 << self.count) - 1
        return value

def checksum(data):
    a = b = 0
    for ch in data:
        a = (a + ch) % 255
        b = (b + a) % 255
    return bytes([a]) + bytes([b])  # kind: chr(a) is native

def hexdump(data, width=8):
    lines = []
    for i in range(0, len(data), width):
        part = data[i:i + width]
        hexes = ' '.join(['%02X' % c for c in part])
        text = b''.join([c if b' ' <= c <= b'~' else b'.' for c in [bytes([byte]) for byte in part]])
        lines.append('%04x  %-*s  %s' % (i, width * 3, hexes, str(text, 'utf-8')))
    return '\n'.join(lines)

payload = struct.pack('<HB', 513, 7) + b'Zo\xc3\xab' + b'\0' * 3
payload += checksum(payload)
print(hexdump(payload))
reader = BitReader(payload)
print([reader.read(n) for n in (3, 5, 8, 4, 4, 8)])
out = BytesIO()
for c in reversed([bytes([byte]) for byte in payload]):
    out.write(c)
print(out.getvalue() == payload[::-1], max([bytes([byte]) for byte in payload]) == b'\xc3')
print([str(item, 'utf-8') for item in sorted(set([bytes([byte]) for byte in payload]))[:3]], payload.find(b'Z'), b'Zo' in payload)
