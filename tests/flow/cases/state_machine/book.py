# outcome: resolved
# A parser with states, fed byte by byte from a file.
class Parser:
    def __init__(self):
        self.state = 'key'
        self.key = b''
        self.value = b''
        self.pairs = []

    def feed(self, c):
        if self.state == 'key':
            if c == b'=':
                self.state = 'value'
            else:
                self.key += c
        elif c == b'\n':
            self.pairs.append((self.key, self.value))
            self.key = self.value = b''
            self.state = 'key'
        else:
            self.value += c


f = open('pairs', 'wb')
f.write(b'a=1\nlong key=long value\n')
f.close()
parser = Parser()
f = open('pairs', 'rb')
c = f.read(1)  # kind: c is bytes
while c:
    parser.feed(c)
    c = f.read(1)
for key, value in parser.pairs:
    print(str(key, 'utf-8'), '->', str(value, 'utf-8'))
