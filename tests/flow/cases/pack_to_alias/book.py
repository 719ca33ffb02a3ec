# outcome: resolved
# Writes a small bitmap to standard output, or to a file that is named.
import struct
import sys

out = sys.stdout.buffer
if len(sys.argv) > 1:
    out = open(sys.argv[1], 'wb')
pixels = b'\x00\x7f\xff' * 3
out.write(b'BM')
out.write(struct.pack('<IHHI', 14 + len(pixels), 0, 0, 14))
for start in range(0, len(pixels), 3):
    out.write(pixels[start:start + 3])
out.flush()
