# outcome: resolved
# Serves parts of a file over a socket pair.
import re
import socket

RANGE = re.compile(br'^Range: bytes=(\d+)-(\d+)', re.M)


def respond(sock, path):
    request = sock.recv(4096)
    body = open(path, 'rb').read()
    match = RANGE.search(request)
    if match:
        start, end = int(match.group(1)), int(match.group(2))
        body = body[start:end + 1]
        status = b'206 Partial Content'
    else:
        status = b'200 OK'
    sock.sendall(b'HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n' % (status, len(body)) + body)


f = open('file', 'wb')
f.write(b'0123456789')
f.close()
for header in (b'', b'Range: bytes=2-5\r\n'):
    a, b = socket.socketpair()
    a.sendall(b'GET /file HTTP/1.1\r\n' + header + b'\r\n')
    respond(b, 'file')
    head, body = a.recv(4096).split(b'\r\n\r\n')
    print(str(head.split(b'\r\n')[0], 'utf-8'), str(body, 'utf-8'))
