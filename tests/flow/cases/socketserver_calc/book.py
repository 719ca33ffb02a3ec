# outcome: resolved
# SocketServer with a line-based calculator.
import socketserver
import socket
import threading


class Calc(socketserver.StreamRequestHandler):
    def handle(self):
        while True:
            line = self.rfile.readline().strip()
            if not line or line == b'bye':
                self.wfile.write(b'bye\n')
                return
            try:
                op, a, b = line.split()
                if op == b'add':
                    result = int(a) + int(b)
                elif op == b'mul':
                    result = int(a) * int(b)
                else:
                    raise ValueError('unknown operation')
            except ValueError as e:
                self.wfile.write(b'error\n')
            else:
                self.wfile.write(b'%d\n' % result)


socketserver.TCPServer.allow_reuse_address = True
server = socketserver.TCPServer(('127.0.0.1', 0), Calc)
t = threading.Thread(target=server.handle_request)
t.start()
sock = socket.create_connection(server.server_address)
f = sock.makefile('rw', newline='')
for question in ['add 2 40', 'mul 6 7', 'pow 2 3', 'bye']:
    sock.sendall((question + '\n').encode('utf-8'))
    print(question, '=', f.readline().strip())
t.join()
server.server_close()
