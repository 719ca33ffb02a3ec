# outcome: resolved
# Relays one request between two sockets and rewrites a header.
import re
import socket
import threading

HOST_LINE = re.compile('^Host: .*$', re.M)


def relay(client, upstream):
    request = client.recv(8192)
    request = HOST_LINE.sub('Host: upstream.local\r', request)  # kind: request is bytes
    upstream.sendall(request)
    while True:
        data = upstream.recv(16)
        if not data:
            break
        client.sendall(data)
    client.close()


def origin(sock):
    text = sock.recv(8192)
    host = [l for l in text.splitlines() if l.lower().startswith('host:')][0]
    sock.sendall('HTTP/1.0 200 OK\r\n\r\nYou reached ' + host.split(': ')[1])
    sock.close()


browser, proxy_in = socket.socketpair()
proxy_out, server = socket.socketpair()
threads = [threading.Thread(target=origin, args=(server,)),
           threading.Thread(target=relay, args=(proxy_in, proxy_out))]
for t in threads:
    t.start()
browser.sendall('GET / HTTP/1.0\r\nHost: proxy.local\r\n\r\n')
answer = ''
while 1:
    part = browser.recv(100)
    if not part:
        break
    answer = answer + part
print answer.split('\r\n\r\n')[1]
