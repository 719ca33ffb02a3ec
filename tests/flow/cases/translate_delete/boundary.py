# outcome: resolved
# Removes control characters from bytes with translate.
import string

CONTROL = ''.join(map(chr, list(range(32))))
TABLE = "".join(map(chr, range(256)))

f = open('noisy', 'wb')
f.write(b'a\x01b\x02\tc\x1f')
f.close()
data = open('noisy', 'rb').read().decode('utf-8')
print(data.translate(str.maketrans("", "", CONTROL)).translate(TABLE))
print(data.translate(str.maketrans("", "", '\x01\x02\x1f')).translate(str.maketrans('abc', 'xyz')).expandtabs(2))
