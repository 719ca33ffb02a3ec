# outcome: untouched
# Somebody was careful already: bytes are decoded, text is encoded.
import socket


def send_text(sock, text):
    sock.sendall(text.encode('utf-8') + '\n'.encode('ascii'))


def receive_text(sock):
    data = ''.encode('ascii')
    while not data.endswith('\n'.encode('ascii')):
        data += sock.recv(10)
    return data.decode('utf-8').rstrip()


a, b = socket.socketpair()
send_text(a, 'na\xefve')
text = receive_text(b)  # kind: text is text
print(len(text), text == 'na\xefve')
