# outcome: resolved
# A pipeline of generators from a file of bytes to a report.
def read_blocks(path):
    f = open(path, 'rb')
    while True:
        block = f.read(6)
        if not block:
            break
        yield block
    f.close()


def lines(blocks):
    rest = b''
    for block in blocks:
        parts = (rest + block).split(b'\n')
        rest = parts.pop()
        for part in parts:
            yield part


def fields(rows):
    for row in rows:
        if not row.startswith(b'#'):
            yield [cell.strip() for cell in row.split(b';')]


f = open('table', 'wb')
f.write(b'# name; price\ntea; 3\ncoffee ;4\n')
f.close()
total = 0
for name, price in fields(lines(read_blocks('table'))):
    total += int(price)
    print(str(name.ljust(8), 'utf-8'), str(price, 'utf-8'))
print(total)
