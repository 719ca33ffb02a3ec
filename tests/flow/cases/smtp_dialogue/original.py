# outcome: resolved
# Talks just enough SMTP to hand over one message.
import socket
import threading


def fake_smtp(sock, log):
    stream = sock.makefile('rb')
    sock.sendall('220 mail.example.org ready\r\n')
    in_data = False
    while True:
        line = stream.readline()  # kind: line is bytes
        if not line:
            break
        log.append(line.rstrip('\r\n'))
        if in_data:
            if line == '.\r\n':
                in_data = False
                sock.sendall('250 queued\r\n')
        elif line.upper().startswith('DATA'):
            in_data = True
            sock.sendall('354 go on\r\n')
        elif line.startswith('QUIT'):
            sock.sendall('221 bye\r\n')
            break
        else:
            sock.sendall('250 ok\r\n')
    sock.close()


def command(sock, text, expect):
    sock.sendall(text + '\r\n')
    reply = sock.recv(1024)
    if not reply.startswith(expect):
        raise IOError('unexpected reply: ' + reply)
    return reply[:3]


here, there = socket.socketpair()
log = []
thread = threading.Thread(target=fake_smtp, args=(there, log))
thread.start()
print here.recv(1024).strip()
for text, expect in [('HELO client', '250'), ('MAIL FROM:<a@b.c>', '250'),
                     ('DATA', '354'), ('Subject: hi\r\n\r\nhello\r\n.', '250'), ('QUIT', '221')]:
    print text.split()[0], command(here, text, expect)
thread.join()
print len(log), 'lines received'
