# outcome: resolved
# Salted passwords in a colon-separated file.
import hashlib

ITERATIONS = 100


def hash_password(password, salt):
    value = salt + password
    for i in xrange(ITERATIONS):
        value = hashlib.sha1(value).digest()
    return salt.encode('hex') + '$' + value.encode('hex')


def verify(password, stored):
    salt = stored.split('$')[0].decode('hex')
    return hash_password(password, salt) == stored


users = {}
for name, password, salt in [('root', 'toor', '\x01\x02\xff'), ('guest', 'guest', 'abcd')]:
    users[name] = hash_password(password, salt)
f = open('passwd', 'w')
for name in sorted(users):
    f.write('%s:%s\n' % (name, users[name]))
f.close()
for line in open('passwd'):
    name, stored = line.strip().split(':')
    print name, stored[:12], verify('toor', stored)
