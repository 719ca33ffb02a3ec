# outcome: resolved
# The last lines of a file, read backwards in blocks.
import os


def tail(path, lines, block=16):
    f = open(path, 'rb')
    f.seek(0, os.SEEK_END)
    position = f.tell()
    data = b''
    while position > 0 and data.count(b'\n') <= lines:
        step = min(block, position)
        position -= step
        f.seek(position)
        data = f.read(step) + data
    f.close()
    return data.split(b'\n')[-lines - 1:-1]


out = open('long.txt', 'w')
for i in range(50):
    out.write('line number %d\n' % i)
out.close()
for line in tail('long.txt', 3):
    print(str(line, 'utf-8'))
print(len(tail('long.txt', 10)))
