# outcome: resolved
# Names that are encoded in ASCII just to be native strings; one goes over a socket.
import socket


class Control(object):
    states = {'open': 1, 'closed': 0}

    def __init__(self, name):
        self.name = name.encode('ascii')

    def is_main(self):
        return self.name == 'main'

    def state(self, word):
        return self.states.get(word.encode('ascii'), 'unknown')

    def run(self, verb):
        return getattr(self, 'do_' + str(verb))()

    def do_show(self):
        return '[' + self.name + ']'


control = Control(u'main')
print control.is_main(), control.state(u'open'), control.state(u'ajar'), control.run(u'show')
a, b = socket.socketpair()
a.sendall(u'HELO'.encode('ascii') + '\r\n')
print b.recv(20).strip() == 'HELO'
