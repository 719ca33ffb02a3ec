# outcome: resolved
# Reads the TIFF header and tags of an Exif block of either byte order.
import struct

TYPES = {1: (1, 'B'), 2: (1, 's'), 3: (2, 'H'), 4: (4, 'I')}
NAMES = {0x010f: 'Make', 0x0110: 'Model', 0x0112: 'Orientation'}


class Exif:
    def __init__(self, data):
        self.data = data  # kind: data is bytes
        self.endian = {b'II': '<', b'MM': '>'}[data[:2]]
        if self.get('H', 2)[0] != 42:
            raise ValueError('no TIFF')

    def get(self, fmt, offset):
        return struct.unpack(self.endian + fmt, self.data[offset:offset + struct.calcsize(fmt)])

    def tags(self):
        offset = self.get('I', 4)[0]
        count = self.get('H', offset)[0]
        for n in range(count):
            at = offset + 2 + n * 12
            tag, kind, num = self.get('H', at) + self.get('H', at + 2) + self.get('I', at + 4)
            size, code = TYPES[kind]
            if size * num > 4:
                at = self.get('I', at + 8)[0] - 8
            if code == 's':
                value = self.data[at + 8:at + 8 + num].split(b'\0')[0]
            else:
                value = self.get(code, at + 8)[0]
            yield NAMES.get(tag, hex(tag)), value


def build(order):
    e = {'II': '<', 'MM': '>'}[order]
    head = order.encode('utf-8') + struct.pack(e + 'HI', 42, 8)
    text = b'Cam\xe9ra Co\0'
    ifd = struct.pack(e + 'H', 2) + struct.pack(e + 'HHII', 0x010f, 2, len(text), 38)
    ifd += struct.pack(e + 'HHIHH', 0x0112, 3, 1, 6, 0) + struct.pack(e + 'I', 0)
    return head + ifd + text


for order in ('II', 'MM'):
    block = build(order)
    for name, value in Exif(block).tags():
        if isinstance(value, bytes):
            value = value.decode('latin-1')
        print(order, name, value)
