# outcome: resolved
# Rotates a small image of bytes, kept as a list of rows.
ROWS = ['\x00\x01\x02', '\x03\x04\x05']


def rotate(rows):
    return [''.join(column).encode('utf-8') for column in zip(*reversed(rows))]


def show(rows):
    for row in rows:
        print(' '.join([str(pixel) for pixel in row]))


f = open('sprite', 'wb')
f.writelines(rotate(ROWS))
f.close()
data = open('sprite', 'rb').read()
show([data[i:i + 2] for i in range(0, len(data), 2)])
