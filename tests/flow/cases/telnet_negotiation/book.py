# outcome: resolved
# Strips telnet negotiation (IAC sequences) out of a byte stream.
IAC = bytes([255])
DONT = bytes([254])
DO = bytes([253])
WONT = bytes([252])
WILL = bytes([251])


def negotiate(data):
    out = []
    answers = []
    i = 0
    while i < len(data):
        c = data[i:i + 1]
        if c == IAC:
            verb = data[i + 1:i + 1 + 1]
            option = data[i + 2:i + 2 + 1]
            if verb == DO:
                answers.append(IAC + WONT + option)
            elif verb == WILL:
                answers.append(IAC + DONT + option)
            i += 3
        else:
            out.append(c)
            i += 1
    return b''.join(out), b''.join(answers)


if __name__ == '__main__':
    import socket
    a, b = socket.socketpair()
    a.send(b'login' + IAC + DO + b'\x01' + b': ' + IAC + WILL + b'\x03')
    text, answers = negotiate(b.recv(100))
    print(repr(text)[1:])
    print([c for c in answers])
