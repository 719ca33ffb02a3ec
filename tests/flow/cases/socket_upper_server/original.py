# outcome: resolved
# Classic echo server with select; upper-cases what it is sent.
import select
import socket
import threading


class Server(threading.Thread):
    def __init__(self):
        threading.Thread.__init__(self)
        self.listener = socket.socket()
        self.listener.bind(('localhost', 0))
        self.listener.listen(5)
        self.port = self.listener.getsockname()[1]

    def run(self):
        inputs = [self.listener]
        running = True
        while running:
            ready, _, _ = select.select(inputs, [], [])
            for s in ready:
                if s is self.listener:
                    client, address = s.accept()
                    inputs.append(client)
                    continue
                data = s.recv(1024)
                if data.strip() == 'shutdown':
                    running = False
                elif data:
                    s.send(data.upper())
                else:
                    inputs.remove(s)


server = Server()
server.start()
conn = socket.create_connection(('localhost', server.port))
for word in ['hello', 'world', 'caf\xc3\xa9']:
    conn.send(word)
    reply = conn.recv(1024)  # kind: reply is bytes
    print 'sent %s got %s' % (word, reply)
conn.send('shutdown\n')
server.join()
print 'done'
