# outcome: resolved
# Writes a gradient as a BMP and reads pixels back.
import struct
import os


class Bitmap(object):
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.pad = b'\0' * ((4 - width * 3 % 4) % 4)
        self.rows = [[b'\0\0\0'] * width for _ in range(height)]

    def put(self, x, y, rgb):
        r, g, b = rgb
        self.rows[y][x] = bytes([b]) + bytes([g]) + bytes([r])

    def save(self, name):
        body = b''
        for row in reversed(self.rows):
            body += b''.join(row) + self.pad
        header = b'BM' + struct.pack('<LHHL', 54 + len(body), 0, 0, 54)
        info = struct.pack('<LllHHLLllLL', 40, self.width, self.height, 1, 24, 0, len(body), 2835, 2835, 0, 0)
        with open(name, 'wb') as f:
            f.write(header)
            f.write(info)
            f.write(body)


def pixel(name, x, y):
    with open(name, 'rb') as f:
        raw = f.read()
    if raw[:2] != b'BM':
        raise IOError('no bitmap')
    offset = struct.unpack('<L', raw[10:14])[0]  # kind: raw is bytes
    w, h = struct.unpack('<ll', raw[18:26])
    stride = (w * 3 + 3) // 4 * 4
    at = offset + (h - 1 - y) * stride + x * 3
    return tuple(c for c in reversed(raw[at:at + 3]))


bmp = Bitmap(5, 3)
for y in range(3):
    for x in range(5):
        bmp.put(x, y, (x * 50, y * 100, 200))
bmp.save('g.bmp')
print(os.path.getsize('g.bmp'))
print(pixel('g.bmp', 0, 0), pixel('g.bmp', 4, 2), pixel('g.bmp', 2, 1))
