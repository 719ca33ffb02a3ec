# outcome: resolved
# Salted passwords in a colon-separated file.
import hashlib
import codecs

ITERATIONS = 100


def hash_password(password, salt):
    value = salt + password
    for i in range(ITERATIONS):
        value = hashlib.sha1(value).digest()
    return codecs.encode(salt, 'hex').decode('ascii') + '$' + codecs.encode(value, 'hex').decode('ascii')


def verify(password, stored):
    salt = codecs.decode(stored.split('$')[0], 'hex')
    return hash_password(password, salt) == stored


users = {}
for name, password, salt in [('root', b'toor', b'\x01\x02\xff'), ('guest', b'guest', b'abcd')]:
    users[name] = hash_password(password, salt)
f = open('passwd', 'w')
for name in sorted(users):
    f.write('%s:%s\n' % (name, users[name]))
f.close()
for line in open('passwd'):
    name, stored = line.strip().split(':')
    print(name, stored[:12], verify(b'toor', stored))
