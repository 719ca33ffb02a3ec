# outcome: resolved
# Reads a feed with ElementTree; the text that comes out is text already.
import threading
import urllib.request, urllib.error, urllib.parse
from http.server import HTTPServer, BaseHTTPRequestHandler
from xml.etree import ElementTree

FEED = b'''<?xml version="1.0" encoding="utf-8"?>
<rss><channel><title>News</title>
<item><title>Sm\xc3\xb8rrebr\xc3\xb8d</title><link>http://x/1</link></item>
<item><title>Plain</title><link>http://x/2</link></item>
</channel></rss>'''


class Feed(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(FEED)

    def log_message(self, *args):
        pass


httpd = HTTPServer(('127.0.0.1', 0), Feed)
threading.Thread(target=httpd.handle_request).start()
tree = ElementTree.fromstring(urllib.request.urlopen('http://127.0.0.1:%d/' % httpd.server_port).read())
print(tree.find('channel/title').text)
for item in tree.findall('channel/item'):
    title = item.findtext('title')
    print(item.findtext('link'), title)
