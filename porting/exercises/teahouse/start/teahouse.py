"""Order teas from a tea house that this program plays, too: teahouse.py TEA ..."""

import socket
import sys
import threading


def serve(listener):
    connection, address = listener.accept()
    stream = connection.makefile('rb')
    size = int(stream.readline())
    order = stream.read(size)
    connection.sendall('%d bytes received: %s. Thank you!' % (len(order), order))
    stream.close()
    connection.close()


socket.setdefaulttimeout(3)
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
server = threading.Thread(target=serve, args=(listener,))
server.start()

order = ', '.join(sys.argv[1:])
request = '%d\n%s' % (len(order), order)
client = socket.create_connection(listener.getsockname())
client.sendall(request)
answer = ''
while True:
    chunk = client.recv(16)
    if chunk == '':
        break
    answer += chunk
client.close()
server.join()
listener.close()
print(answer)
