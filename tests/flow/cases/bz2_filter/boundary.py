# outcome: resolved
# Compresses and decompresses in steps.
import bz2

compressor = bz2.BZ2Compressor()
packed = b''
for n in range(100):
    packed += compressor.compress(b'line %d\n' % n)
packed += compressor.flush()
print(str(packed[:3], 'utf-8'))
text = bz2.decompress(packed)  # kind: text is bytes
print(len(text), str(text.split(b'\n')[99], 'utf-8'))
f = bz2.BZ2File('x.bz2', 'w')
f.write(b'in a file')
f.close()
print(bz2.BZ2File('x.bz2').read().decode('utf-8'))
