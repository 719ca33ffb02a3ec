# outcome: resolved
# Removes control characters from bytes with translate.
import string

CONTROL = b''.join(map(lambda number: bytes([number]), list(range(32))))
TABLE = bytes.maketrans(b'', b'')

f = open('noisy', 'wb')
f.write(b'a\x01b\x02\tc\x1f')
f.close()
data = open('noisy', 'rb').read()
print(str(data.translate(TABLE, CONTROL), 'utf-8'))
print(str(data.translate(bytes.maketrans(b'abc', b'xyz'), b'\x01\x02\x1f').expandtabs(2), 'utf-8'))
