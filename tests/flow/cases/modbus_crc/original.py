# outcome: resolved
# Builds and checks Modbus RTU requests.
import struct
import socket


def crc16(data):
    crc = 0xFFFF
    for byte in data:
        crc ^= ord(byte)
        for bit in range(8):
            if crc & 1:
                crc = (crc >> 1) ^ 0xA001
            else:
                crc >>= 1
    return struct.pack('<H', crc)


def request(unit, function, address, count):
    pdu = struct.pack('>BBHH', unit, function, address, count)  # kind: pdu is bytes
    return pdu + crc16(pdu)


def check(frame):
    return crc16(frame[:-2]) == frame[-2:]


master, slave = socket.socketpair()
master.send(request(1, 3, 0x10, 2))
frame = slave.recv(256)
print ' '.join(['%02X' % ord(c) for c in frame])
print check(frame), check(frame[:-1] + '\x00')
