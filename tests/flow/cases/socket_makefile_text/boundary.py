# outcome: resolved
# File objects on sockets, in both directions.
import socket
import threading


def server(sock):
    rfile = sock.makefile('rb', -1)
    wfile = sock.makefile('wb', 0)
    while True:
        line = rfile.readline()
        if not line:
            break
        wfile.write(b'echo: ' + line)


a, b = socket.socketpair()
t = threading.Thread(target=server, args=(b,))
t.start()
rfile = a.makefile('rb')
wfile = a.makefile('wb', 0)
for word in (b'one', b'two'):
    wfile.write(word + b'\n')
    print(rfile.readline().decode('utf-8').strip())
a.shutdown(socket.SHUT_WR)
t.join()
