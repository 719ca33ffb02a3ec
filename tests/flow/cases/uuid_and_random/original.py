# outcome: resolved
# Bytes from uuid and random sources, formatted without showing them.
import binascii
import os
import uuid

u = uuid.UUID('12345678123456781234567812345678')
print u, len(u.bytes), ord(u.bytes[0])
print binascii.hexlify(u.bytes)[:8]
token = os.urandom(16)  # kind: token is bytes
print len(token), len(token.encode('hex')), len(binascii.b2a_hex(token))
print uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org')
