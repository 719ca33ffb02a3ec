# outcome: resolved
# Post a form to a CGI-like server and read the answer back.
import threading
import urllib.request, urllib.parse, urllib.error
import urllib.request, urllib.error, urllib.parse
import http.server
import urllib.parse
import codecs


class Echo(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        return

    def do_POST(self):
        length = int(self.headers['Content-Length'])
        fields = urllib.parse.parse_qs(self.rfile.read(length))
        self.send_response(200)
        self.end_headers()
        names = list(fields.keys())
        names.sort()
        for name in names:
            self.wfile.write(name + b' = ' + b', '.join(fields[name]) + b'\n')


httpd = http.server.HTTPServer(('127.0.0.1', 0), Echo)
t = threading.Thread(target=httpd.handle_request)
t.start()
params = urllib.parse.urlencode([('user', 'guido'), ('lang', 'py'), ('lang', 'c')])  # kind: params is text
request = urllib.request.Request('http://127.0.0.1:%d/' % httpd.server_port, params.encode('utf-8'))
answer = urllib.request.urlopen(request)
for line in codecs.iterdecode(answer, answer.headers.get_content_charset('utf-8')):
    print('>', line.rstrip())  # kind: line is bytes
t.join()
