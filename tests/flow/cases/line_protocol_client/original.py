# outcome: resolved
# Memcached-like text protocol over a socket pair.
import socket
import threading

STORE = {'colour': 'green', 'size': '42'}


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.buf = ''

    def readline(self):
        while '\r\n' not in self.buf:
            chunk = self.sock.recv(7)  # kind: chunk is bytes
            if not chunk:
                break
            self.buf += chunk
        line, self.buf = self.buf.split('\r\n', 1)
        return line

    def get(self, key):
        self.sock.sendall('get %s\r\n' % key)
        head = self.readline()
        if head == 'END':
            return None
        value = self.readline()
        assert self.readline() == 'END'
        return value


def server(sock):
    f = sock.makefile('rb')
    while True:
        line = f.readline()
        if not line:
            break
        command, key = line.split()
        if command == 'quit':
            break
        if key in STORE:
            sock.sendall('VALUE %s\r\n%s\r\nEND\r\n' % (key, STORE[key]))
        else:
            sock.sendall('END\r\n')


a, b = socket.socketpair()
threading.Thread(target=server, args=(b,)).start()
client = Client(a)
for key in ('colour', 'shape', 'size'):
    print key, '->', client.get(key)
a.sendall('quit now\r\n')
