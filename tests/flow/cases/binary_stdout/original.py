# outcome: resolved
# A filter that writes bytes to standard output.
import struct
import sys

sys.stdout.write('RAW1')
for n in (1, 256, 65535):
    sys.stdout.write(struct.pack('>H', n))
sys.stdout.write('\xff\xfe\n')
