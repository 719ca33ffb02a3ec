# outcome: resolved
# XOR with a repeating key, shown in hex.
from itertools import cycle, izip


def xor(data, key):
    return ''.join(chr(ord(a) ^ ord(b)) for a, b in izip(data, cycle(key)))


plain = 'Attack at dawn'
secret = xor(plain, 'key')
print ' '.join('%02x' % ord(c) for c in secret)
print xor(secret, 'key')
f = open('message', 'wb')
f.write(xor('stored text', '\x80\x81'))
f.close()
print xor(open('message', 'rb').read(), '\x80\x81')
