# outcome: resolved
# Reads numbers and strings out of a buffer of bytes.
import struct
from cStringIO import StringIO


class Reader(object):
    def __init__(self, data):
        self.stream = StringIO(data)

    def number(self):
        return struct.unpack('<I', self.stream.read(4))[0]

    def text(self):
        return self.stream.read(self.number()).decode('utf-8')


def record(number, text):
    coded = text.encode('utf-8')  # kind: coded is native
    return struct.pack('<II', number, len(coded)) + coded


reader = Reader(record(7, u'sm\xf6rg\xe5s') + record(8, u'bord'))
for i in range(2):
    print reader.number(), len(reader.text())
