# outcome: resolved
# Reads the header and first events of a MIDI file from memory.
import struct
import io
from io import BytesIO

SONG = (b'MThd' + struct.pack('>IHHH', 6, 0, 1, 96) +
        b'MTrk' + struct.pack('>I', 12) +
        b'\x00\x90\x3c\x40' + b'\x60\x80\x3c\x00' + b'\x00\xff\x2f\x00')


class Reader:
    def __init__(self, f):
        self.f = f

    def header(self):
        magic, size, kind, tracks, division = struct.unpack('>4sIHHH', self.f.read(14))
        if magic != b'MThd':
            raise ValueError(str(magic, 'utf-8'))
        return tracks, division

    def varlen(self):
        value = 0
        while True:
            b = ord(self.f.read(1))
            value = value << 7 | b & 127
            if b < 128:
                return value

    def events(self):
        magic, size = struct.unpack('>4sI', self.f.read(8))
        assert magic == b'MTrk', magic
        while True:
            delta = self.varlen()
            status = self.f.read(1)
            if status == b'\xff':
                return
            note, velocity = list(map(int, self.f.read(2)))
            yield delta, ord(status), note, velocity


reader = Reader(BytesIO(SONG))
print(reader.header())
for event in reader.events():
    print(event)
