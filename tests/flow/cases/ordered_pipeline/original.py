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
    rest = ''
    for block in blocks:
        parts = (rest + block).split('\n')
        rest = parts.pop()
        for part in parts:
            yield part


def fields(rows):
    for row in rows:
        if not row.startswith('#'):
            yield [cell.strip() for cell in row.split(';')]


f = open('table', 'wb')
f.write('# name; price\ntea; 3\ncoffee ;4\n')
f.close()
total = 0
for name, price in fields(lines(read_blocks('table'))):
    total += int(price)
    print name.ljust(8), price
print total
