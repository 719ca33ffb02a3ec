# outcome: resolved
# Turns a PGM image into characters.
SHADES = ' .:#'


def read_pgm(path):
    f = open(path, 'rb')
    if f.readline().strip() != b'P5':
        raise ValueError('no PGM')
    line = f.readline()
    while line.startswith(b'#'):
        line = f.readline()
    width, height = [int(n) for n in line.split()]
    f.readline()
    rows = [f.read(width) for y in range(height)]
    f.close()
    return rows


f = open('ramp.pgm', 'wb')
f.write(b'P5\n# made by hand\n4 2\n255\n' + b'\x00\x50\xa0\xff' + b'\xff\xa0\x50\x00')
f.close()
for row in read_pgm('ramp.pgm'):
    print('[' + ''.join([SHADES[pixel // 64] for pixel in row]) + ']')
