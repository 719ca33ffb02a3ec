# outcome: resolved
# Adds a basic authorisation header the way everybody did.
import base64
import threading
import urllib2
from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer


class Guarded(BaseHTTPRequestHandler):
    def log_message(self, *a):
        pass

    def do_GET(self):
        header = self.headers.get('Authorization')
        self.send_response(200)
        self.end_headers()
        if header is None:
            self.wfile.write('anonymous')
            return
        user, password = base64.b64decode(header.split(' ')[1]).split(':')  # kind: user is bytes
        self.wfile.write('%s/%s' % (user, len(password)))


httpd = HTTPServer(('127.0.0.1', 0), Guarded)
t = threading.Thread(target=httpd.serve_forever)
t.setDaemon(True)
t.start()
url = 'http://127.0.0.1:%d/' % httpd.server_port
request = urllib2.Request(url)
print urllib2.urlopen(request).read()
credentials = base64.encodestring('%s:%s' % ('joe', 'open sesame')).replace('\n', '')  # kind: credentials is bytes
request.add_header('Authorization', 'Basic %s' % credentials)
print urllib2.urlopen(request).read()
httpd.shutdown()
