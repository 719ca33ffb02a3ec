# outcome: resolved
# Adds a basic authorisation header the way everybody did.
import base64
import threading
import urllib.request, urllib.error, urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer


class Guarded(BaseHTTPRequestHandler):
    def log_message(self, *a):
        pass

    def do_GET(self):
        header = self.headers.get('Authorization')
        self.send_response(200)
        self.end_headers()
        if header is None:
            self.wfile.write(b'anonymous')
            return
        user, password = base64.b64decode(header.split(' ')[1]).split(b':')  # kind: user is bytes
        self.wfile.write(('%s/%s' % (str(user, 'utf-8'), len(password))).encode('utf-8'))


httpd = HTTPServer(('127.0.0.1', 0), Guarded)
t = threading.Thread(target=httpd.serve_forever)
t.daemon = True
t.start()
url = 'http://127.0.0.1:%d/' % httpd.server_port
request = urllib.request.Request(url)
print(urllib.request.urlopen(request).read().decode('utf-8'))
credentials = base64.encodebytes(b'%s:%s' % (b'joe', b'open sesame')).replace(b'\n', b'')  # kind: credentials is bytes
request.add_header('Authorization', 'Basic %s' % str(credentials, 'utf-8'))
print(urllib.request.urlopen(request).read().decode('utf-8'))
httpd.shutdown()
