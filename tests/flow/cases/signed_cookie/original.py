# -*- coding: utf-8 -*-
# outcome: resolved
import hmac, hashlib, base64, time

SECRET = 'k\xc3\xa9y-\x01\x02'

def sign(data, secret=SECRET):
    mac = hmac.new(secret, data, hashlib.sha1)  # kind: secret is native; data is native
    return base64.urlsafe_b64encode(mac.digest()).rstrip('=')

def make_cookie(user, expires):
    if isinstance(user, unicode):
        user = user.encode('utf-8')
    value = '%s|%d' % (base64.b64encode(user), expires)
    return '%s|%s' % (value, sign(value))

def read_cookie(cookie, now):
    try:
        user, expires, signature = cookie.split('|')
    except ValueError:
        return None
    if sign('|'.join([user, expires])) != signature:
        return None
    if int(expires) < now:
        return None
    return base64.b64decode(user).decode('utf-8')

for name in [u'José', 'bob']:
    cookie = make_cookie(name, 1000)
    print cookie
    back = read_cookie(cookie, 10)
    print back == name, back.encode('utf-8')
    print read_cookie(cookie, 2000), read_cookie(cookie[:-1] + 'A', 10)
