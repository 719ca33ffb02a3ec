# outcome: resolved
# Pattern pieces joined into one, used on bytes from a socket.
import re
import socket

TOKEN = br'[!#$%&\'*+.^_`|~0-9A-Za-z-]+'
VALUE = br'[^\r\n]*'
HEADER = re.compile(b'(%s):[ \t]*(%s)\r\n' % (TOKEN, VALUE))
STATUS = re.compile(br'HTTP/(\d)\.(\d) (\d{3}) ' + VALUE + b'\r\n')

a, b = socket.socketpair()
a.sendall(b'HTTP/1.1 301 Moved Permanently\r\nLocation: http://x/\r\nX-Empty:\r\n\r\n')
a.close()
data = b''.join(iter(lambda: b.recv(20), b''))
match = STATUS.match(data)
major, minor, code = [int(g) for g in match.groups()]
print(major, minor, code)
position = match.end()
while True:
    match = HEADER.match(data, position)
    if match is None:
        break
    print(str(match.group(1), 'utf-8'), '=', str(match.group(2) or b'(empty)', 'utf-8'))
    position = match.end()
