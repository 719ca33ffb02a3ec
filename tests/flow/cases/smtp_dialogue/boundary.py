# outcome: resolved
# Talks just enough SMTP to hand over one message.
import socket
import threading


def fake_smtp(sock, log):
    stream = sock.makefile('rb')
    sock.sendall(b'220 mail.example.org ready\r\n')
    in_data = False
    while True:
        line = stream.readline().decode('utf-8')  # kind: line is bytes
        if not line:
            break
        log.append(line.rstrip('\r\n'))
        if in_data:
            if line == '.\r\n':
                in_data = False
                sock.sendall(b'250 queued\r\n')
        elif line.upper().startswith('DATA'):
            in_data = True
            sock.sendall(b'354 go on\r\n')
        elif line.startswith('QUIT'):
            sock.sendall(b'221 bye\r\n')
            break
        else:
            sock.sendall(b'250 ok\r\n')
    sock.close()


def command(sock, text, expect):
    sock.sendall((text + '\r\n').encode('utf-8'))
    reply = sock.recv(1024)
    if not reply.startswith(expect):
        raise IOError(str(b'unexpected reply: ' + reply, 'utf-8'))
    return str(reply[:3], 'utf-8')


here, there = socket.socketpair()
log = []
thread = threading.Thread(target=fake_smtp, args=(there, log))
thread.start()
print(str(here.recv(1024).strip(), 'utf-8'))
for text, expect in [('HELO client', b'250'), ('MAIL FROM:<a@b.c>', b'250'),
                     ('DATA', b'354'), ('Subject: hi\r\n\r\nhello\r\n.', b'250'), ('QUIT', b'221')]:
    print(text.split()[0], command(here, text, expect))
thread.join()
print(len(log), 'lines received')
