# outcome: resolved
# Collects chunks in a list and joins them at the end.
import socket


def fetch(sock):
    chunks = []
    while True:
        chunk = sock.recv(5)  # kind: chunk is bytes
        if not chunk:
            break
        chunks.append(chunk)
    return ''.join(chunks)


a, b = socket.socketpair()
a.sendall('a text that is longer than five')
a.close()
result = fetch(b)
print result
print result.title().swapcase()
print '-'.join(result.split())
