# outcome: resolved
# Builds a DNS query and takes the name out of it again.
import socket
import struct


def encode_name(name):
    out = ''
    for label in name.split('.'):
        out += chr(len(label)) + label
    return out + '\0'


def query(ident, name):
    return struct.pack('!6H', ident, 0x0100, 1, 0, 0, 0) + encode_name(name) + struct.pack('!2H', 1, 1)


def decode_name(packet, pos):
    labels = []
    while True:
        size = ord(packet[pos])
        pos += 1
        if size == 0:
            return '.'.join(labels), pos
        labels.append(packet[pos:pos + size])
        pos += size


a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
a.bind(('127.0.0.1', 0))
a.sendto(query(4242, 'www.python.org'), a.getsockname())
packet = a.recv(512)  # kind: packet is bytes
ident, flags = struct.unpack('!2H', packet[:4])
name, end = decode_name(packet, 12)
qtype, qclass = struct.unpack('!2H', packet[end:end + 4])
print ident, hex(flags), name, qtype, qclass
