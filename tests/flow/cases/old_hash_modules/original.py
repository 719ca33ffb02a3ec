# outcome: resolved
# md5 and sha before hashlib.
import md5
import sha

m = md5.new()
m.update('part one ')
m.update('part two')
print m.hexdigest()
print sha.new('abc').hexdigest()[:8]
print ''.join(['%02x' % ord(c) for c in md5.md5('x').digest()[:4]])
