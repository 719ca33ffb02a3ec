"""Says the time, and what it was told, to one client after the other."""
import SocketServer
import sys
import time


class Handler(SocketServer.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().strip()
        self.wfile.write('%s, it is %s\n' % (line, time.strftime('%Y')))


class Server(SocketServer.TCPServer):
    allow_reuse_address = True


server = Server(('127.0.0.1', int(sys.argv[1])), Handler)
print 'listening'
sys.stdout.flush()
server.serve_forever()
