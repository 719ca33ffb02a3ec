# outcome: resolved
# Fetches a firmware image in blocks, checks its MD5 and its header.
import hashlib
import socketserver
import struct
import threading
import urllib.request, urllib.error, urllib.parse
from http.server import BaseHTTPRequestHandler

IMAGE = b'FWIM' + struct.pack('<HI', 3, 1000) + b'\x5a' * 1000


class Files(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        if self.path.endswith('.md5'):
            content = hashlib.md5(IMAGE).hexdigest() + '  image.bin\n'
        else:
            content = IMAGE
        self.send_header('Content-Length', len(content))
        self.end_headers()
        self.wfile.write(content if isinstance(content, bytes) else content.encode('utf-8'))

    def log_request(self, code='-', size='-'):
        pass


def download(url, path, blocksize=256):
    md5 = hashlib.md5()
    source = urllib.request.urlopen(url)
    target = open(path, 'wb')
    count = 0
    while 1:
        block = source.read(blocksize)
        if block == b'':
            break
        md5.update(block)
        target.write(block)
        count += 1
    target.close()
    return md5.hexdigest(), count


server = socketserver.TCPServer(('127.0.0.1', 0), Files)
threading.Thread(target=server.serve_forever).start()
url = 'http://127.0.0.1:%d/image.bin' % server.server_address[1]
try:
    digest, blocks = download(url, 'image.bin')
    wanted = urllib.request.urlopen(url + '.md5').read().decode('utf-8').split()[0]
    print(blocks, digest == wanted)
    magic, version, size = struct.unpack('<4sHI', open('image.bin', 'rb').read(10))
    if magic == b'FWIM':
        print('firmware', version, size)
finally:
    server.shutdown()
    server.server_close()
