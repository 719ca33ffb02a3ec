# outcome: resolved
# Frames of an instrument on a serial line: STX ... ETX and a checksum.
STX = b'\x02'
ETX = b'\x03'


class FakeSerial:
    """Stands for serial.Serial, which the lab has and we do not."""

    def __init__(self, path):
        self.port = open(path, 'rb')

    def read(self, size=1):
        return self.port.read(size)


def bcc(text):
    value = 0
    for c in text:
        value ^= c
    return bytes([value])


class Instrument:
    def __init__(self, serial):
        self.serial = serial
        self.buf = b''

    def frame(self):
        while self.serial.read(1) != STX:
            pass
        self.buf = b''
        while True:
            c = self.serial.read(1)  # kind: c is bytes
            if c == ETX:
                break
            self.buf += c
        check = self.serial.read(1)
        if check != bcc(self.buf + ETX):
            raise IOError('checksum')
        return self.buf


out = open('line', 'wb')
for text in (b'T=+21.5', b'P=1013'):
    out.write(b'noise' + STX + text + ETX + bcc(text + ETX))
out.close()
device = Instrument(FakeSerial('line'))
for i in range(2):
    name, value = device.frame().split(b'=')
    print(str(name, 'utf-8'), float(value))
