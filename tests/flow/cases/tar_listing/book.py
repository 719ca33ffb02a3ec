# outcome: resolved
# Reads tar headers without the tarfile module.
import tarfile
import io
from io import BytesIO


def build():
    out = BytesIO()
    t = tarfile.open(fileobj=out, mode='w')
    for name, text in [('readme', b'read me\n'), ('src/a.c', b'int a;\n')]:
        info = tarfile.TarInfo(name)
        info.size = len(text)
        t.addfile(info, BytesIO(text))
    t.close()
    return out.getvalue()


def nul_terminated(field):
    pos = field.find(b'\0')
    if pos >= 0:
        field = field[:pos]
    return field


data = build()
offset = 0
while offset < len(data):
    header = data[offset:offset + 512]
    name = nul_terminated(header[0:100])
    if not name:
        break
    size = int(header[124:135], 8)
    body = data[offset + 512:offset + 512 + size]
    print('%-8s %3d %r' % (str(name, 'utf-8'), size, str(body, 'utf-8')))
    offset += 512 + (size + 511) // 512 * 512
