# outcome: resolved
# Serves parts of a file over a socket pair.
import re
import socket

RANGE = re.compile(r'^Range: bytes=(\d+)-(\d+)', re.M)


def respond(sock, path):
    request = sock.recv(4096)
    body = open(path, 'rb').read()
    match = RANGE.search(request)
    if match:
        start, end = int(match.group(1)), int(match.group(2))
        body = body[start:end + 1]
        status = '206 Partial Content'
    else:
        status = '200 OK'
    sock.sendall('HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n' % (status, len(body)) + body)


f = open('file', 'wb')
f.write('0123456789')
f.close()
for header in ('', 'Range: bytes=2-5\r\n'):
    a, b = socket.socketpair()
    a.sendall('GET /file HTTP/1.1\r\n' + header + '\r\n')
    respond(b, 'file')
    head, body = a.recv(4096).split('\r\n\r\n')
    print head.split('\r\n')[0], body
