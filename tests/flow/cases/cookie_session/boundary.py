# outcome: resolved
# Logs in, keeps the cookie, asks again; a server in a thread checks it.
import http.cookies
import http.cookiejar
import threading
import urllib.request, urllib.error, urllib.parse
from http.server import HTTPServer, BaseHTTPRequestHandler


class Site(BaseHTTPRequestHandler):
    def log_message(self, *ignored):
        pass

    def do_GET(self):
        jar = http.cookies.SimpleCookie(self.headers.get('Cookie', ''))
        self.send_response(200)
        if self.path == '/login':
            self.send_header('Set-Cookie', 'session=xyzzy; Path=/')
        self.end_headers()
        if 'session' in jar:
            self.wfile.write(('welcome back, %s' % jar['session'].value).encode('utf-8'))
        else:
            self.wfile.write(b'who are you?')


httpd = HTTPServer(('127.0.0.1', 0), Site)
t = threading.Thread(target=httpd.serve_forever)
t.daemon = True
t.start()
cookies = http.cookiejar.CookieJar()
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
base = 'http://127.0.0.1:%d' % httpd.server_port
for path in ['/', '/login', '/']:
    print(path, '=>', opener.open(base + path).read().decode('utf-8'))
print([c.name for c in cookies])
httpd.shutdown()
