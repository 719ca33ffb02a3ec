"""Order teas from a tea house that this program plays, too: teahouse.py TEA ..."""

import socket
import sys
import threading


def serve(listener):
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as stream:
        size = int(stream.readline())
        order = stream.read(size)
        connection.sendall(b"%d bytes received: %s. Thank you!" % (len(order), order))


socket.setdefaulttimeout(3)
with socket.create_server(("127.0.0.1", 0)) as listener:
    server = threading.Thread(target=serve, args=(listener,))
    server.start()

    order = ", ".join(sys.argv[1:]).encode()
    with socket.create_connection(listener.getsockname()) as client:
        client.sendall(b"%d\n%s" % (len(order), order))
        answer = b"".join(iter(lambda: client.recv(16), b""))
    server.join()
print(answer.decode())
