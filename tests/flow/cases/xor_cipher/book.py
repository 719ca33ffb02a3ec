# outcome: resolved
# XOR with a repeating key, shown in hex.
from itertools import cycle


def xor(data, key):
    return b''.join(bytes([a ^ b]) for a, b in zip(data, cycle(key)))


plain = b'Attack at dawn'
secret = xor(plain, b'key')
print(' '.join('%02x' % c for c in secret))
print(str(xor(secret, b'key'), 'utf-8'))
f = open('message', 'wb')
f.write(xor(b'stored text', b'\x80\x81'))
f.close()
print(str(xor(open('message', 'rb').read(), b'\x80\x81'), 'utf-8'))
