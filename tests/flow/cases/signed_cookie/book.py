# -*- coding: utf-8 -*-
# outcome: resolved
import hmac, hashlib, base64, time

SECRET = b'k\xc3\xa9y-\x01\x02'

def sign(data, secret=SECRET):
    mac = hmac.new(secret, data.encode('utf-8'), hashlib.sha1)  # kind: secret is native; data is native
    return base64.urlsafe_b64encode(mac.digest()).rstrip(b'=')

def make_cookie(user, expires):
    if isinstance(user, str):
        user = user.encode('utf-8')
    value = '%s|%d' % (str(base64.b64encode(user if isinstance(user, bytes) else user.encode('utf-8')), 'utf-8'), expires)
    return '%s|%s' % (value, str(sign(value), 'utf-8'))

def read_cookie(cookie, now):
    try:
        user, expires, signature = cookie.split('|')
    except ValueError:
        return None
    if sign('|'.join([user, expires])) != signature.encode('utf-8'):
        return None
    if int(expires) < now:
        return None
    return base64.b64decode(user).decode('utf-8')

for name in ['José', 'bob']:
    cookie = make_cookie(name, 1000)
    print(cookie)
    back = read_cookie(cookie, 10)
    print(back == name, back)
    print(read_cookie(cookie, 2000), read_cookie(cookie[:-1] + 'A', 10))
