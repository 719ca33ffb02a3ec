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
    return b''.join(chunks)


a, b = socket.socketpair()
a.sendall(b'a text that is longer than five')
a.close()
result = fetch(b)
print(str(result, 'utf-8'))
print(str(result.title().swapcase(), 'utf-8'))
print(str(b'-'.join(result.split()), 'utf-8'))
