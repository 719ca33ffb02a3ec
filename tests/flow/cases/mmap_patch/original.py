# outcome: resolved
# Replaces a host name in a file in place, through mmap.
import mmap
import re

with open('settings.dat', 'wb') as f:
    f.write('host=old-host;port=80;\0\0')
    f.write('note=\xe9t\xe9;')


def patch(path, old, new):
    f = open(path, 'r+b')
    m = mmap.mmap(f.fileno(), 0)
    count = 0
    at = m.find(old)
    while at >= 0:
        m[at:at + len(new)] = new
        count += 1
        at = m.find(old, at + 1)
    m.flush()
    m.close()
    f.close()
    return count


print patch('settings.dat', 'old-host', 'new-host'), patch('settings.dat', 'nothing', '')
with open('settings.dat', 'rb') as f:
    data = f.read()  # kind: data is bytes
for match in re.finditer(r'(\w+)=([^;]*);', data):
    print match.group(1), repr(match.group(2))
m = mmap.mmap(-1, 16)
m.write('hello\n')
m.seek(0)
print m.readline().strip(), len(m), m[5] == '\n'
