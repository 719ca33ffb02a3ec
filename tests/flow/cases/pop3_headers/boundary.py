# outcome: resolved
# Reads messages in POP3 style and shows sender and subject.
import re
import socket
import threading

MAILS = [b'From: ann@example.org\r\nSubject: lunch\r\n\r\nat noon?\r\n',
         b'From: bob@example.org\r\nSubject: Re: lunch\r\n\r\nfine\r\n.dot\r\n']
FROM = re.compile(r'^From: (\S+)', re.M)
SUBJECT = re.compile(r'^Subject: (.*?)\r?$', re.M)


def pop(sock):
    f = sock.makefile('rb')
    sock.sendall(b'+OK ready\r\n')
    for line in iter(f.readline, b''):
        words = line.split()
        if words[0] == b'RETR':
            sock.sendall(b'+OK\r\n' + MAILS[int(words[1]) - 1].replace(b'\n.', b'\n..') + b'.\r\n')
        elif words[0] == b'STAT':
            sock.sendall(b'+OK %d %d\r\n' % (len(MAILS), sum(map(len, MAILS))))
        else:
            sock.sendall(b'+OK bye\r\n')
            break


def multiline(f):
    lines = []
    while True:
        line = f.readline().decode('utf-8')
        if line == '.\r\n':
            return ''.join(lines)
        if line.startswith('..'):
            line = line[1:]
        lines.append(line)


client, server = socket.socketpair()
threading.Thread(target=pop, args=(server,)).start()
f = client.makefile('rb')
f.readline()
client.sendall(b'STAT\r\n')
count = int(f.readline().split()[1])
for number in range(1, count + 1):
    client.sendall(b'RETR %d\r\n' % number)
    f.readline()
    mail = multiline(f)
    print(FROM.search(mail).group(1), '|', SUBJECT.search(mail).group(1))
client.sendall(b'QUIT\r\n')
