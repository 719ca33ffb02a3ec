# outcome: resolved
# Tells the size of GIF files from their first ten bytes.
import struct

SAMPLES = {
    'small.gif': 'GIF89a' + struct.pack('<HH', 16, 32) + '\x80\0\0',
    'old.gif': 'GIF87a' + struct.pack('<HH', 300, 200) + '\0\0\0',
    'notes.txt': 'just some text, honest',
}


def gif_size(path):
    with open(path, 'rb') as f:
        head = f.read(10)  # kind: head is bytes
    if head[:6] not in ('GIF87a', 'GIF89a'):
        return None
    return struct.unpack('<HH', head[6:10])


for name in sorted(SAMPLES):
    with open(name, 'wb') as out:
        out.write(SAMPLES[name])
    size = gif_size(name)
    if size is None:
        print '%s: not a GIF' % name
    else:
        print '%s: %d x %d' % ((name,) + size)
