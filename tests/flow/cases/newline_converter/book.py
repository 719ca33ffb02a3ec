# outcome: resolved
# Converts line ends in place, telling what it did.
import os


def convert(path):
    data = open(path, 'rb').read()
    if b'\0' in data:
        print(path, 'binary!')
        return
    new = data.replace(b'\r\n', b'\n').replace(b'\r', b'\n')
    if new != data:
        f = open(path, 'wb')
        f.write(new)
        f.close()
        print(path, 'converted', len(data) - len(new))
    else:
        print(path, 'ok')


for name, content in (('dos', b'a\r\nb\r\n'), ('unix', b'a\n'), ('mac', b'a\rb\r'), ('bin', b'a\0\r\n')):
    f = open(name, 'wb')
    f.write(content)
    f.close()
for name in sorted(os.listdir('.')):
    if '.' not in name:
        convert(name)
