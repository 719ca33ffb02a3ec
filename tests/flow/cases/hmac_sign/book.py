# outcome: resolved
# Signs requests as web services of the time wanted it.
import base64
import hashlib
import hmac
import urllib.request, urllib.parse, urllib.error

SECRET = b'kWcrlUX5JEDGM/LtmEENI/aVmYvHNif5zB+d9+ct'


def canonical(params):
    items = list(params.items())
    items.sort()
    return b'&'.join([('%s=%s' % (urllib.parse.quote(k, ''), urllib.parse.quote(v, ''))).encode('utf-8') for k, v in items])


def sign(verb, host, params):
    message = b'\n'.join([verb, host, b'/', canonical(params)])
    digest = hmac.new(SECRET, message, hashlib.sha256).digest()  # kind: digest is bytes
    return base64.b64encode(digest)


signature = sign(b'GET', b'queue.example.com', {'Action': 'List', 'Name': 'a b/c'})
print(str(signature, 'utf-8'))
print(urllib.parse.quote_plus(signature))
print(hmac.new(b'key', b'message', hashlib.md5).hexdigest())
