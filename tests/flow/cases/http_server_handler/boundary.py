# outcome: resolved
# A tiny status page and its client, both in one script.
import http.client
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

HITS = {}


class StatusHandler(BaseHTTPRequestHandler):
    def log_message(self, format, *args):
        pass

    def do_GET(self):
        HITS[self.path] = HITS.get(self.path, 0) + 1
        body = ("path=%s hits=%d\n" % (self.path, HITS[self.path])).encode('utf-8')
        self.send_response(200)
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)


httpd = HTTPServer(('127.0.0.1', 0), StatusHandler)
worker = threading.Thread(target=httpd.serve_forever)
worker.daemon = 1
worker.start()
for path in ('/a', '/b', '/a'):
    conn = http.client.HTTPConnection('127.0.0.1', httpd.server_port)
    conn.request('GET', path)
    response = conn.getresponse()
    data = response.read().decode(response.headers.get_content_charset('utf-8'))  # kind: data is bytes
    print(response.status, data.rstrip())
    conn.close()
httpd.shutdown()
