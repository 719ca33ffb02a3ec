# outcome: resolved
# Downloads in blocks into a file and hashes on the way.
import hashlib
import os
import socket
import sys
import threading
import urllib2

BLOCK = 1000


def site(listener):
    c = listener.accept()[0]
    c.recv(4096)
    c.sendall('HTTP/1.0 200 OK\r\nContent-Length: 5000\r\n\r\n')
    c.sendall('0123456789' * 500)
    c.close()


def download(url, target):
    source = urllib2.urlopen(url)
    size = int(source.info()['Content-Length'])
    md5 = hashlib.md5()
    done = 0
    out = open(target, 'wb')
    while True:
        block = source.read(BLOCK)  # kind: block is bytes
        if not block:
            break
        out.write(block)
        md5.update(block)
        done += len(block)
    out.close()
    print '%d%% of %d' % (done * 100 / size, size)
    return md5.hexdigest()


listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
threading.Thread(target=site, args=(listener,)).start()
print download('http://127.0.0.1:%d/x' % listener.getsockname()[1], 'x.bin')
print os.path.getsize('x.bin'), open('x.bin', 'rb').read(12)
