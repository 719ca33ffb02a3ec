# outcome: resolved
# Converts line ends in place, telling what it did.
import os


def convert(path):
    data = open(path, 'rb').read()
    if '\0' in data:
        print path, 'binary!'
        return
    new = data.replace('\r\n', '\n').replace('\r', '\n')
    if new != data:
        f = open(path, 'wb')
        f.write(new)
        f.close()
        print path, 'converted', len(data) - len(new)
    else:
        print path, 'ok'


for name, content in (('dos', 'a\r\nb\r\n'), ('unix', 'a\n'), ('mac', 'a\rb\r'), ('bin', 'a\0\r\n')):
    f = open(name, 'wb')
    f.write(content)
    f.close()
for name in sorted(os.listdir('.')):
    if '.' not in name:
        convert(name)
