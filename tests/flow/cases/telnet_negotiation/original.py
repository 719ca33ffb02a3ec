# outcome: resolved
# Strips telnet negotiation (IAC sequences) out of a byte stream.
IAC = chr(255)
DONT = chr(254)
DO = chr(253)
WONT = chr(252)
WILL = chr(251)


def negotiate(data):
    out = []
    answers = []
    i = 0
    while i < len(data):
        c = data[i]
        if c == IAC:
            verb = data[i + 1]
            option = data[i + 2]
            if verb == DO:
                answers.append(IAC + WONT + option)
            elif verb == WILL:
                answers.append(IAC + DONT + option)
            i += 3
        else:
            out.append(c)
            i += 1
    return ''.join(out), ''.join(answers)


if __name__ == '__main__':
    import socket
    a, b = socket.socketpair()
    a.send('login' + IAC + DO + '\x01' + ': ' + IAC + WILL + '\x03')
    text, answers = negotiate(b.recv(100))
    print repr(text)
    print [ord(c) for c in answers]
