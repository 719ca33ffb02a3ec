# -*- coding: utf-8 -*-
# outcome: resolved
import socket, threading, struct

class Channel(object):
    HEADER = '!BH'
    def __init__(self, sock):
        self.sock = sock
        self.buf = b''
    def send(self, kind, payload):
        self.sock.sendall(struct.pack(self.HEADER, kind, len(payload)) + payload)
    def _need(self, n):
        while len(self.buf) < n:
            chunk = self.sock.recv(4096)
            if not chunk:
                raise EOFError('closed with %d bytes left' % len(self.buf))
            self.buf += chunk  # kind: chunk is bytes; self.buf is bytes
        part, self.buf = self.buf[:n], self.buf[n:]
        return part
    def receive(self):
        kind, size = struct.unpack(self.HEADER, self._need(3))
        return kind, self._need(size)

def serve(sock):
    channel = Channel(sock)
    try:
        while 1:
            kind, data = channel.receive()
            if kind == 1:
                channel.send(2, data[::-1])
            elif kind == 3:
                channel.send(4, b' '.join(b'%02x' % c for c in data))
            else:
                channel.send(255, b'unknown kind %d' % kind)
    except EOFError as e:
        sock.close()

a, b = socket.socketpair()
t = threading.Thread(target=serve, args=(b,))
t.start()
client = Channel(a)
for kind, text in [(1, b'hello'), (3, b'na\xc3\xafve'), (9, b'')]:
    client.send(kind, text)
    k, answer = client.receive()
    print(k, str(answer, 'utf-8'))
client.send(1, 'Grüße'.encode('latin-1'))
print(repr(client.receive()[1])[1:])
a.close()
t.join()
