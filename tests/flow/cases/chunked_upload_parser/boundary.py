# Decodes the chunked transfer coding from a file-like socket.
# outcome: resolved
import socket


def read_chunked(f):
    body = b''
    while True:
        size = int(f.readline().decode('utf-8').split(';')[0], 16)
        if size == 0:
            f.readline()
            return body
        body += f.read(size)
        f.readline()


a, b = socket.socketpair()
a.sendall(b'6;x=y\r\nHello,\r\n7\r\n world!\r\n0\r\n\r\n')
a.close()
body = read_chunked(b.makefile('rb'))
print(len(body), str(body, 'utf-8'))
