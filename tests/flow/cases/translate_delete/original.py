# outcome: resolved
# Removes control characters from bytes with translate.
import string

CONTROL = ''.join(map(chr, range(32)))
TABLE = string.maketrans('', '')

f = open('noisy', 'wb')
f.write('a\x01b\x02\tc\x1f')
f.close()
data = open('noisy', 'rb').read()
print data.translate(TABLE, CONTROL)
print data.translate(string.maketrans('abc', 'xyz'), '\x01\x02\x1f').expandtabs(2)
