# outcome: resolved
# icmp echo packets: build, checksum, parse (no raw socket needed)
import struct, time, sys, socket, array

ICMP_ECHO = 8

def checksum(s):
    if len(s) & 1:
        s = s + '\0'
    words = array.array('H', s)
    total = 0
    for w in words:
        total += w
    total = (total >> 16) + (total & 0xffff)
    total += total >> 16
    return ~total & 0xffff

class Packet:
    def __init__(self, data=None):
        self.type = ICMP_ECHO
        self.code = 0
        self.id = 0
        self.seq = 0
        self.payload = ''
        if data is not None:
            self.parse(data)

    def parse(self, data):
        self.type, self.code, c, self.id, self.seq = struct.unpack('!BBHHH', data[:8])
        self.payload = data[8:]
        self.valid = checksum(data) == 0

    def __str__(self):
        head = struct.pack('!BBHHH', self.type, self.code, 0, self.id, self.seq)
        c = checksum(head + self.payload)
        return head[:2] + struct.pack('H', c) + head[4:] + self.payload

def hexdump(s):
    for i in range(0, len(s), 8):
        part = s[i:i+8]
        hexa = ' '.join(['%02x' % ord(c) for c in part])
        text = ''
        for c in part:
            if ' ' <= c <= '~':
                text += c
            else:
                text += '.'
        print '%04x  %-24s %s' % (i, hexa, text)

for n, payload in enumerate(['hello', 'gr\xc3\xbc\xc3\x9fe', '']):
    p = Packet()
    p.id, p.seq, p.payload = 4711, n, payload
    wire = str(p)
    hexdump(wire)
    q = Packet(wire)
    print q.valid, q.id, q.seq, repr(q.payload)
    broken = wire[:-1] + chr(ord(wire[-1]) ^ 1)
    print Packet(broken).valid
print socket.inet_ntoa('\x7f\0\0\x01'), socket.inet_aton('10.0.0.1').encode('hex')
print struct.unpack('!I', socket.inet_aton('10.0.0.1'))[0]
