# outcome: resolved
# Compresses and decompresses in steps.
import bz2

compressor = bz2.BZ2Compressor()
packed = ''
for n in range(100):
    packed += compressor.compress('line %d\n' % n)
packed += compressor.flush()
print packed[:3]
text = bz2.decompress(packed)  # kind: text is bytes
print len(text), text.split('\n')[99]
f = bz2.BZ2File('x.bz2', 'w')
f.write('in a file')
f.close()
print bz2.BZ2File('x.bz2').read()
