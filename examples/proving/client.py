"""Asks the server twice."""
import socket
import sys

for name in ('Ann', 'Bob'):
    connection = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
    connection.sendall('Hello %s\n' % name)
    print connection.makefile().readline().rstrip()
    connection.close()
