# outcome: resolved
import sys, struct, cStringIO

class BitReader(object):
    def __init__(self, data):
        self.data = data
        self.pos = 0
        self.bits = 0
        self.count = 0
    def read(self, n):
        while self.count < n:
            self.bits = (self.bits << 8) | ord(self.data[self.pos])
            self.pos += 1
            self.count += 8
        self.count -= n
        value = self.bits >> self.count
        self.bits &= (1 << self.count) - 1
        return value

def checksum(data):
    a = b = 0
    for ch in data:
        a = (a + ord(ch)) % 255
        b = (b + a) % 255
    return chr(a) + chr(b)  # kind: chr(a) is native

def hexdump(data, width=8):
    lines = []
    for i in xrange(0, len(data), width):
        part = data[i:i + width]
        hexes = ' '.join(['%02X' % ord(c) for c in part])
        text = ''.join([c if ' ' <= c <= '~' else '.' for c in part])
        lines.append('%04x  %-*s  %s' % (i, width * 3, hexes, text))
    return '\n'.join(lines)

payload = struct.pack('<HB', 513, 7) + 'Zo\xc3\xab' + '\0' * 3
payload += checksum(payload)
print hexdump(payload)
reader = BitReader(payload)
print [reader.read(n) for n in (3, 5, 8, 4, 4, 8)]
out = cStringIO.StringIO()
for c in reversed(payload):
    out.write(c)
print out.getvalue() == payload[::-1], max(payload) == '\xc3'
print sorted(set(payload))[:3], payload.find('Z'), 'Zo' in payload
