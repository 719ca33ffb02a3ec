# outcome: resolved
# md5 and sha before hashlib.
import hashlib
import hashlib

m = hashlib.md5()
m.update(b'part one ')
m.update(b'part two')
print(m.hexdigest())
print(hashlib.sha1(b'abc').hexdigest()[:8])
print(''.join(['%02x' % c for c in hashlib.md5(b'x').digest()[:4]]))
