# outcome: resolved
# Written for both Pythons: b'' literals are there.
import binascii
import sys

PY3 = sys.version_info[0] >= 3

if PY3:
    def b(text):
        return text.encode('latin-1')
else:
    def b(text):
        return text

MAGIC = b'\x89ABC'
f = open('x.bin', 'wb')
f.write(MAGIC + b('def'))
f.close()
data = open('x.bin', 'rb').read()  # kind: data is bytes
print(data[:4] == MAGIC, data[4:] == b('def'), len(data))
