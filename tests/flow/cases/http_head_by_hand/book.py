# outcome: resolved
# Speaks HTTP by hand and parses the response head into a dictionary.
import socket
import threading


def serve(listener):
    c, a = listener.accept()
    c.recv(65536)
    c.sendall(b'HTTP/1.1 404 Not Found\r\nServer: tiny/0.1\r\nX-Owner: \xc3\x85sa\r\n'
              b'Content-Length: 4\r\n\r\ngone')
    c.close()


listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
threading.Thread(target=serve, args=[listener]).start()

s = socket.socket()
s.connect(listener.getsockname())
s.sendall(b'HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
response = b''
while True:
    block = s.recv(1024)
    if block == b'':
        break
    response += block
s.close()

head, body = response.split(b'\r\n\r\n', 1)
lines = head.split(b'\r\n')
version, status, reason = lines[0].split(b' ', 2)
headers = {}
for line in lines[1:]:
    name, value = line.split(b': ', 1)
    headers[name.lower()] = value
print(str(version, 'utf-8'), int(status), str(reason, 'utf-8'))
for name in sorted(headers):
    print('  %s: %s' % (str(name, 'utf-8'), str(headers[name], 'utf-8')))
print(str(body, 'utf-8'))
