# outcome: resolved
# A dispatch table with keys that are compared with received commands.
import socket


def hello(argument):
    return b'hello ' + argument


def length(argument):
    return str(len(argument)).encode('utf-8')


COMMANDS = {b'HELO': hello, b'SIZE': length}


def answer(sock):
    line = sock.recv(100).rstrip()
    name, argument = line.split(b' ', 1)
    if name in COMMANDS:
        sock.send(COMMANDS[name](argument))
    else:
        sock.send(b'?')


a, b = socket.socketpair()
for command in (b'HELO bob', b'SIZE 12345', b'NOPE x'):
    a.send(command)
    answer(b)
    print(str(a.recv(100), 'utf-8'))
