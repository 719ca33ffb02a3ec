# outcome: resolved
# Replaces a host name in a file in place, through mmap.
import mmap
import re

with open('settings.dat', 'wb') as f:
    f.write(b'host=old-host;port=80;\0\0')
    f.write(b'note=\xe9t\xe9;')


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


print(patch('settings.dat', b'old-host', b'new-host'), patch('settings.dat', b'nothing', b''))
with open('settings.dat', 'rb') as f:
    data = f.read()  # kind: data is bytes
for match in re.finditer(br'(\w+)=([^;]*);', data):
    print(str(match.group(1), 'utf-8'), repr(match.group(2))[1:])
m = mmap.mmap(-1, 16)
m.write(b'hello\n')
m.seek(0)
print(m.readline().decode('utf-8').strip(), len(m), m[5:6] == b'\n')
