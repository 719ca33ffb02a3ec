# outcome: resolved
# Signs requests as web services of the time wanted it.
import base64
import hashlib
import hmac
import urllib

SECRET = 'kWcrlUX5JEDGM/LtmEENI/aVmYvHNif5zB+d9+ct'


def canonical(params):
    items = params.items()
    items.sort()
    return '&'.join(['%s=%s' % (urllib.quote(k, ''), urllib.quote(v, '')) for k, v in items])


def sign(verb, host, params):
    message = '\n'.join([verb, host, '/', canonical(params)])
    digest = hmac.new(SECRET, message, hashlib.sha256).digest()  # kind: digest is bytes
    return base64.b64encode(digest)


signature = sign('GET', 'queue.example.com', {'Action': 'List', 'Name': 'a b/c'})
print signature
print urllib.quote_plus(signature)
print hmac.new('key', 'message', hashlib.md5).hexdigest()
