# outcome: resolved
# Frames with a four-byte length before each message.
import struct
import socket


def send_msg(sock, msg):
    msg = struct.pack('>I', len(msg)) + msg
    sock.sendall(msg)


def recv_msg(sock):
    raw_msglen = recvall(sock, 4)
    if not raw_msglen:
        return None
    msglen = struct.unpack('>I', raw_msglen)[0]
    return recvall(sock, msglen)


def recvall(sock, n):
    data = ''
    while len(data) < n:
        packet = sock.recv(n - len(data))  # kind: packet is bytes
        if not packet:
            return None
        data += packet
    return data


left, right = socket.socketpair()
for message in ('first message', '', 'third'):
    send_msg(left, message)
left.close()
while True:
    message = recv_msg(right)
    if message is None:
        print 'closed'
        break
    print len(message), message
