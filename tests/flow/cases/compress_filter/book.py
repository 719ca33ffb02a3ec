# outcome: resolved
# A filter: compresses standard input and shows it in hex.
import sys
import zlib
import codecs

data = sys.stdin.buffer.read()
packed = zlib.compress(data)
sys.stdout.write(codecs.encode(packed, 'hex').decode('ascii'))
sys.stdout.write('\n')
sys.stderr.write('%d bytes in, %d out\n' % (len(data), len(packed)))
