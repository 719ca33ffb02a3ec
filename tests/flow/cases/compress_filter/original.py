# outcome: resolved
# A filter: compresses standard input and shows it in hex.
import sys
import zlib

data = sys.stdin.read()
packed = zlib.compress(data)
sys.stdout.write(packed.encode('hex'))
sys.stdout.write('\n')
sys.stderr.write('%d bytes in, %d out\n' % (len(data), len(packed)))
