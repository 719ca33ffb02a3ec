# outcome: resolved
# A tiny SMTP server in a thread and smtplib as its client.
import smtplib
import socket
import threading
from email.mime.text import MIMEText
from email.utils import formatdate
import codecs

received = []


class Sink(threading.Thread):
    def __init__(self):
        threading.Thread.__init__(self)
        self.daemon = True
        self.listener = socket.socket()
        self.listener.bind(('127.0.0.1', 0))
        self.listener.listen(1)

    def run(self):
        conn = self.listener.accept()[0]
        f = conn.makefile('rb')
        conn.sendall(b'220 sink\r\n')
        data = None
        for line in f:
            if data is not None:
                if line == b'.\r\n':
                    received.append(b''.join(data))
                    data = None
                    conn.sendall(b'250 taken\r\n')
                else:
                    data.append(line)
                continue
            verb = line.split()[0].upper()  # kind: verb is bytes
            if verb == b'DATA':
                data = []
                conn.sendall(b'354 go on\r\n')
            elif verb == b'QUIT':
                conn.sendall(b'221 bye\r\n')
                break
            else:
                conn.sendall(b'250 fine\r\n')
        conn.close()


sink = Sink()
sink.start()
message = MIMEText('caf\u00e9 open\n', 'plain', 'utf-8')
message['Subject'] = 'Opening'
server = smtplib.SMTP('127.0.0.1', sink.listener.getsockname()[1], 'localhost')
server.sendmail('a@example.org', ['b@example.org'], message.as_string())
server.quit()
sink.join(3)
for text in received:
    head, body = text.split(b'\r\n\r\n', 1)
    for line in head.split(b'\r\n'):
        if line.lower().startswith(b'subject'):
            print(str(line, 'utf-8'))
    print(str(codecs.decode(body.strip(), 'base64').strip(), 'utf-8'))
