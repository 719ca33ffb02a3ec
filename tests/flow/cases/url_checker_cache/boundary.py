# outcome: resolved
# Checks addresses and caches bodies by address; text keys, byte values.
import socket
import threading
import urllib.request, urllib.error, urllib.parse

cache = {}


def get(url):
    if url not in cache:
        cache[url] = urllib.request.urlopen(url).read().decode('utf-8')
    return cache[url]


def site(listener):
    for n in range(2):
        c, _ = listener.accept()
        path = c.recv(1000).split(b' ')[1]
        c.sendall(b'HTTP/1.0 200 OK\r\n\r\n<p>page ' + path + b'</p>')
        c.close()


listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(2)
threading.Thread(target=site, args=(listener,)).start()
base = 'http://127.0.0.1:%d' % listener.getsockname()[1]
for path in ('/x', '/y', '/x'):
    body = get(base + path)
    if '<p>' in body:
        start = body.find('<p>') + 3
        print(path, body[start:body.index('</p>')])
print(len(cache))
