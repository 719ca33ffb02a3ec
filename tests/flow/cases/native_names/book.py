# outcome: resolved
# Names that are encoded in ASCII just to be native strings; one goes over a socket.
import socket


class Control(object):
    states = {'open': 1, 'closed': 0}

    def __init__(self, name):
        self.name = name

    def is_main(self):
        return self.name == 'main'

    def state(self, word):
        return self.states.get(word, 'unknown')

    def run(self, verb):
        return getattr(self, 'do_' + str(verb))()

    def do_show(self):
        return '[' + self.name + ']'


control = Control('main')
print(control.is_main(), control.state('open'), control.state('ajar'), control.run('show'))
a, b = socket.socketpair()
a.sendall('HELO'.encode('ascii') + b'\r\n')
print(b.recv(20).strip() == b'HELO')
