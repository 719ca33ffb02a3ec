# outcome: resolved
# Sequence-numbered datagrams with a checksum byte.
import socket
import struct

a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
a.bind(('127.0.0.1', 0))
b.bind(('127.0.0.1', 0))


def checksum(payload):
    total = 0
    for char in payload:
        total = (total + ord(char)) & 0xff
    return total


def send(sock, to, number, text):
    packet = struct.pack('!HB', number, len(text)) + text
    sock.sendto(packet + chr(checksum(packet)), to)


def receive(sock):
    packet, sender = sock.recvfrom(512)  # kind: packet is bytes
    body, check = packet[:-1], ord(packet[-1])
    if checksum(body) != check:
        raise ValueError('damaged packet')
    number, size = struct.unpack('!HB', body[:3])
    return number, body[3:3 + size]


for n, word in enumerate(['ping', 'pong', 'stop']):
    send(a, b.getsockname(), n, word)
    number, text = receive(b)
    print '%d %s' % (number, text.upper())
