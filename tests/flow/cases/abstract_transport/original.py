# outcome: resolved
# A protocol over an interchangeable transport: a socket or a file.
import socket


class SocketTransport:
    def __init__(self):
        self.ours, self.theirs = socket.socketpair()

    def send(self, data):
        self.ours.sendall(data)

    def receive(self):
        return self.theirs.recv(1000)


class FileTransport:
    def __init__(self, path):
        self.path = path

    def send(self, data):
        f = open(self.path, 'ab')
        f.write(data)
        f.close()

    def receive(self):
        return open(self.path, 'rb').read()


def talk(transport):
    transport.send('HELLO ')
    transport.send('%d times\n' % 3)
    reply = transport.receive()
    verb, count, rest = reply.split()
    return verb.lower(), int(count)


for transport in (SocketTransport(), FileTransport('spool')):
    print '%s %d' % talk(transport)
