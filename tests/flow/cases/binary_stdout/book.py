# outcome: resolved
# A filter that writes bytes to standard output.
import struct
import sys

sys.stdout.buffer.write(b'RAW1')
for n in (1, 256, 65535):
    sys.stdout.buffer.write(struct.pack('>H', n))
sys.stdout.buffer.write(b'\xff\xfe\n')
