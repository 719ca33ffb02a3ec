# outcome: resolved
# A dispatch table with keys that are compared with received commands.
import socket


def hello(argument):
    return 'hello ' + argument


def length(argument):
    return str(len(argument))


COMMANDS = {'HELO': hello, 'SIZE': length}


def answer(sock):
    line = sock.recv(100).rstrip()
    name, argument = line.split(' ', 1)
    if name in COMMANDS:
        sock.send(COMMANDS[name](argument))
    else:
        sock.send('?')


a, b = socket.socketpair()
for command in ('HELO bob', 'SIZE 12345', 'NOPE x'):
    a.send(command)
    answer(b)
    print a.recv(100)
