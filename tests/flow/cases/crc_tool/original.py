# outcome: resolved
# Checksums of a file given in pieces: CRC-32, Adler-32 and a plain sum.
import binascii
import zlib


def checksums(chunks):
    crc = 0
    adler = 1
    total = 0
    for chunk in chunks:
        crc = binascii.crc32(chunk, crc)
        adler = zlib.adler32(chunk, adler)
        total += sum([ord(ch) for ch in chunk])
    return crc & 0xffffffff, adler & 0xffffffff, total % 65536


def pieces(path, size):
    f = open(path, 'rb')
    while True:
        piece = f.read(size)  # kind: piece is bytes
        if not piece:
            break
        yield piece


out = open('sample.bin', 'wb')
for i in range(256):
    out.write(chr(i))
out.close()
print '%08x %08x %d' % checksums(pieces('sample.bin', 100))
