# outcome: resolved
# Pattern pieces joined into one, used on bytes from a socket.
import re
import socket

TOKEN = r'[!#$%&\'*+.^_`|~0-9A-Za-z-]+'
VALUE = r'[^\r\n]*'
HEADER = re.compile('(%s):[ \t]*(%s)\r\n' % (TOKEN, VALUE))
STATUS = re.compile(r'HTTP/(\d)\.(\d) (\d{3}) ' + VALUE + '\r\n')

a, b = socket.socketpair()
a.sendall('HTTP/1.1 301 Moved Permanently\r\nLocation: http://x/\r\nX-Empty:\r\n\r\n')
a.close()
data = ''.join(iter(lambda: b.recv(20), ''))
match = STATUS.match(data)
major, minor, code = [int(g) for g in match.groups()]
print major, minor, code
position = match.end()
while True:
    match = HEADER.match(data, position)
    if match is None:
        break
    print match.group(1), '=', match.group(2) or '(empty)'
    position = match.end()
