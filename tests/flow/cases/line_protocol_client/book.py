# outcome: resolved
# Memcached-like text protocol over a socket pair.
import socket
import threading

STORE = {b'colour': b'green', b'size': b'42'}


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.buf = b''

    def readline(self):
        while b'\r\n' not in self.buf:
            chunk = self.sock.recv(7)  # kind: chunk is bytes
            if not chunk:
                break
            self.buf += chunk
        line, self.buf = self.buf.split(b'\r\n', 1)
        return line

    def get(self, key):
        self.sock.sendall(('get %s\r\n' % key).encode('utf-8'))
        head = self.readline()
        if head == b'END':
            return None
        value = self.readline()
        assert self.readline() == b'END'
        return str(value, 'utf-8')


def server(sock):
    f = sock.makefile('rb')
    while True:
        line = f.readline()
        if not line:
            break
        command, key = line.split()
        if command == b'quit':
            break
        if key in STORE:
            sock.sendall(b'VALUE %s\r\n%s\r\nEND\r\n' % (key, STORE[key]))
        else:
            sock.sendall(b'END\r\n')


a, b = socket.socketpair()
threading.Thread(target=server, args=(b,)).start()
client = Client(a)
for key in ('colour', 'shape', 'size'):
    print(key, '->', client.get(key))
a.sendall(b'quit now\r\n')
