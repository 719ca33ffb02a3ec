# outcome: resolved
# Builds a one-pixel PNG and lists its chunks with their checksums.
import struct
import zlib

SIGNATURE = '\x89PNG\r\n\x1a\n'


def chunk(kind, data):
    crc = zlib.crc32(kind + data) & 0xffffffff
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', crc)


def write_png(path):
    out = open(path, 'wb')
    out.write(SIGNATURE)
    out.write(chunk('IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 2, 0, 0, 0)))
    out.write(chunk('IDAT', zlib.compress('\x00\xff\x80\x00')))
    out.write(chunk('IEND', ''))
    out.close()


def read_chunks(path):
    f = open(path, 'rb')
    if f.read(8) != SIGNATURE:
        raise ValueError('not a PNG file')
    kind = None
    while kind != 'IEND':
        length, = struct.unpack('>I', f.read(4))
        kind = f.read(4)  # kind: kind is bytes
        data = f.read(length)
        crc, = struct.unpack('>I', f.read(4))
        yield kind, data, crc == zlib.crc32(kind + data) & 0xffffffff


write_png('dot.png')
for kind, data, good in read_chunks('dot.png'):
    print kind, len(data), good
    if kind == 'IDAT':
        print [ord(b) for b in zlib.decompress(data)]
