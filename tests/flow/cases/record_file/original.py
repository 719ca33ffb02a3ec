# outcome: resolved
# Fixed-length records in a binary file: append, then seek to any.
import struct


class RecordFile:
    layout = struct.Struct('<16sId')

    def __init__(self, path):
        self.file = open(path, 'w+b')
        self.count = 0

    def append(self, name, quantity, price):
        self.file.seek(0, 2)
        self.file.write(self.layout.pack(name, quantity, price))
        self.count += 1

    def __getitem__(self, index):
        if not 0 <= index < self.count:
            raise IndexError(index)
        self.file.seek(index * self.layout.size)
        name, quantity, price = self.layout.unpack(self.file.read(self.layout.size))  # kind: name is bytes
        return name.rstrip('\x00'), quantity, price


stock = RecordFile('stock.dat')
stock.append('apples', 10, 0.25)
stock.append('p\xc3\xaaches', 4, 1.5)
for name, quantity, price in stock:
    print '%s: %d at %.2f' % (name, quantity, price)
print 'first is', stock[0][0].title()
