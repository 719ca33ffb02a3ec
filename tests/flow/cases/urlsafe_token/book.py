# outcome: resolved
# Tokens with a time stamp and a signature.
import base64
import hashlib
import hmac
import struct

KEY = b'secret key'


def make_token(user, expires):
    payload = b'%s|%d' % (user, expires)
    signature = hmac.new(KEY, payload, hashlib.sha1).digest()[:6]
    return base64.urlsafe_b64encode(payload + signature)


def read_token(token, now):
    raw = base64.urlsafe_b64decode(token)  # kind: raw is bytes
    payload, signature = raw[:-6], raw[-6:]
    if hmac.new(KEY, payload, hashlib.sha1).digest()[:6] != signature:
        return None
    user, expires = payload.split(b'|')
    if int(expires) < now:
        return None
    return str(user, 'utf-8')


token = make_token(b'alice', 1000)
print(read_token(token, 999), read_token(token, 1001))
print(read_token(base64.urlsafe_b64encode(b'mallory|9999......'), 1))
