# outcome: untouched
# Addresses taken apart and put together: text all the way.
import urllib
import urlparse

url = 'http://example.org/a%20b/c?x=1&y=%2C#top'
parts = urlparse.urlparse(url)
query = urlparse.parse_qsl(parts.query)
print parts.netloc, urllib.unquote(parts.path)
print query[0]
query.append(('z', 'a b&c'))
print urllib.urlencode(query)
print urlparse.urljoin(url, '../d'), urllib.quote_plus('a b/c')
