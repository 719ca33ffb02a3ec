# outcome: resolved
# Reads Intel HEX records (a text format) into a memory image.
import codecs
RECORDS = """\
:10010000214601360121470136007EFE09D2190140
:100110002146017E17C20001FF5F16002148011928
:00000001FF
"""


class Memory:
    def __init__(self):
        self.cells = {}

    def load(self, line):
        if line[0] != ':':
            raise ValueError('no record: ' + line)
        raw = codecs.decode(line[1:].strip(), 'hex')
        values = [c for c in raw]
        if sum(values) & 0xff:
            raise ValueError('wrong checksum')
        count, address, kind = values[0], values[1] * 256 + values[2], values[3]
        if kind == 0:
            for i in range(count):
                self.cells[address + i] = values[4 + i]
        return kind != 1

    def dump(self, start, size):
        return b''.join([bytes([self.cells.get(a, 255)]) for a in range(start, start + size)])


m = Memory()
for line in RECORDS.splitlines():
    if not m.load(line):
        break
print(len(m.cells), hex(min(m.cells)), hex(max(m.cells)))
print(codecs.encode(m.dump(0x100, 4), 'hex').decode('ascii'))
