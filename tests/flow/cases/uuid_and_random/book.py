# outcome: resolved
# Bytes from uuid and random sources, formatted without showing them.
import binascii
import os
import uuid
import codecs

u = uuid.UUID('12345678123456781234567812345678')
print(u, len(u.bytes), u.bytes[0])
print(str(binascii.hexlify(u.bytes)[:8], 'utf-8'))
token = os.urandom(16)  # kind: token is bytes
print(len(token), len(codecs.encode(token, 'hex').decode('ascii')), len(binascii.b2a_hex(token)))
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'))
