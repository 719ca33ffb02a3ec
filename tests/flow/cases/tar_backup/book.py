# outcome: resolved
# Packs texts into a tar in memory and restores one.
import io
import tarfile
from io import BytesIO

FILES = {'etc/motd': b'Bienvenue \xc3\xa0 bord\n', 'etc/hosts': b'127.0.0.1 localhost\n'}


def pack(files):
    out = BytesIO()
    tar = tarfile.open(fileobj=out, mode='w:gz')
    for name in sorted(files):
        info = tarfile.TarInfo(name)
        info.size = len(files[name])
        info.mtime = 0
        tar.addfile(info, BytesIO(files[name]))
    tar.close()
    return out.getvalue()


def unpack(data):
    tar = tarfile.open(fileobj=BytesIO(data), mode='r:gz')
    result = {}
    for member in tar.getmembers():
        result[member.name] = tar.extractfile(member).read()
    return result


archive = pack(FILES)
print(archive[:2] == b'\x1f\x8b')
back = unpack(archive)
for name in sorted(back):
    print('%-10s %3d %s' % (name, len(back[name]), str(back[name].rstrip(), 'utf-8')))
print(back == FILES)
