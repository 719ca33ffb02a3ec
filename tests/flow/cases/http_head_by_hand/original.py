# outcome: resolved
# Speaks HTTP by hand and parses the response head into a dictionary.
import socket
import threading


def serve(listener):
    c, a = listener.accept()
    c.recv(65536)
    c.sendall('HTTP/1.1 404 Not Found\r\nServer: tiny/0.1\r\nX-Owner: \xc3\x85sa\r\n'
              'Content-Length: 4\r\n\r\ngone')
    c.close()


listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
threading.Thread(target=serve, args=[listener]).start()

s = socket.socket()
s.connect(listener.getsockname())
s.sendall('HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
response = ''
while True:
    block = s.recv(1024)
    if block == '':
        break
    response += block
s.close()

head, body = response.split('\r\n\r\n', 1)
lines = head.split('\r\n')
version, status, reason = lines[0].split(' ', 2)
headers = {}
for line in lines[1:]:
    name, value = line.split(': ', 1)
    headers[name.lower()] = value
print version, int(status), reason
for name in sorted(headers):
    print '  %s: %s' % (name, headers[name])
print body
