# outcome: untouched
# Addresses taken apart and put together: text all the way.
import urllib.request, urllib.parse, urllib.error
import urllib.parse

url = 'http://example.org/a%20b/c?x=1&y=%2C#top'
parts = urllib.parse.urlparse(url)
query = urllib.parse.parse_qsl(parts.query)
print(parts.netloc, urllib.parse.unquote(parts.path))
print(query[0])
query.append(('z', 'a b&c'))
print(urllib.parse.urlencode(query))
print(urllib.parse.urljoin(url, '../d'), urllib.parse.quote_plus('a b/c'))
