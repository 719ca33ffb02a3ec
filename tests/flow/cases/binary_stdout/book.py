# outcome: untold
# A filter that writes bytes to standard output.
import struct
import sys

sys.stdout.write('RAW1')
for n in (1, 256, 65535):
    sys.stdout.write(str(struct.pack('>H', n), 'utf-8'))
sys.stdout.write('\xff\xfe\n')
