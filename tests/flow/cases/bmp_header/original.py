# outcome: resolved
# Writes a small bitmap and reads its header back.
import struct


def make_bmp(width, height, rgb):
    row = ''.join([chr(rgb[2]), chr(rgb[1]), chr(rgb[0])]) * width
    row += '\0' * (-len(row) % 4)
    pixels = row * height
    header = 'BM' + struct.pack('<IHHI', 54 + len(pixels), 0, 0, 54)
    info = struct.pack('<IiiHHIIiiII', 40, width, height, 1, 24, 0, len(pixels), 2835, 2835, 0, 0)
    return header + info + pixels


f = open('red.bmp', 'wb')
f.write(make_bmp(3, 2, (200, 10, 0)))
f.close()

f = open('red.bmp', 'rb')
magic = f.read(2)  # kind: magic is bytes
if magic != 'BM':
    raise SystemExit('not a bitmap')
size, r1, r2, offset = struct.unpack('<IHHI', f.read(12))
width, height = struct.unpack('<4xii', f.read(12))
f.seek(offset)
pixel = f.read(3)
f.close()
print '%dx%d, %d bytes' % (width, height, size)
print 'rgb', [ord(c) for c in reversed(pixel)]
