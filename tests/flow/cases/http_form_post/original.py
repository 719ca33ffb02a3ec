# outcome: resolved
# Post a form to a CGI-like server and read the answer back.
import cgi
import threading
import urllib
import urllib2
import BaseHTTPServer
import urlparse


class Echo(BaseHTTPServer.BaseHTTPRequestHandler):
    def log_message(self, *args):
        return

    def do_POST(self):
        length = int(self.headers['Content-Length'])
        fields = urlparse.parse_qs(self.rfile.read(length))
        self.send_response(200)
        self.end_headers()
        names = fields.keys()
        names.sort()
        for name in names:
            self.wfile.write(name + ' = ' + ', '.join(fields[name]) + '\n')


httpd = BaseHTTPServer.HTTPServer(('127.0.0.1', 0), Echo)
t = threading.Thread(target=httpd.handle_request)
t.start()
params = urllib.urlencode([('user', 'guido'), ('lang', 'py'), ('lang', 'c')])  # kind: params is text
request = urllib2.Request('http://127.0.0.1:%d/' % httpd.server_port, params)
answer = urllib2.urlopen(request)
for line in answer:
    print '>', line.rstrip()  # kind: line is bytes
t.join()
