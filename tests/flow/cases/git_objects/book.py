# outcome: resolved
# Git objects: write blobs and trees, read them back, as git stores them.
import hashlib
import os
import zlib
import codecs


def write_object(kind, content):
    store = kind + b' ' + str(len(content)).encode('utf-8') + b'\0' + content
    digest = hashlib.sha1(store).hexdigest()
    folder = os.path.join('objects', digest[:2])
    if not os.path.isdir(folder):
        os.makedirs(folder)
    out = open(os.path.join(folder, digest[2:]), 'wb')
    out.write(zlib.compress(store))
    out.close()
    return digest


def read_object(digest):
    raw = open(os.path.join('objects', digest[:2], digest[2:]), 'rb').read()
    head, content = zlib.decompress(raw).split(b'\0', 1)
    kind, size = head.split(b' ')
    assert int(size) == len(content), digest
    return kind, content


def write_tree(entries):
    content = b''
    for name, mode, digest in sorted(entries):
        content += b'%s %s\0' % (mode, name) + codecs.decode(digest, 'hex')
    return write_object(b'tree', content)


def list_tree(digest):
    kind, content = read_object(digest)  # kind: content is bytes
    while content:
        head, rest = content.split(b'\0', 1)
        mode, name = head.split(b' ', 1)
        yield mode, name, codecs.encode(rest[:20], 'hex').decode('ascii')
        content = rest[20:]


blob = write_object(b'blob', b'hello world\n')
print(blob)
accent = write_object(b'blob', '\xe9t\xe9'.encode('utf-8'))
tree = write_tree([(b'hello.txt', b'100644', blob), (b'accent', b'100755', accent)])
print(tree)
for mode, name, digest in list_tree(tree):
    kind, content = read_object(digest)
    print(str(mode, 'utf-8'), str(name, 'utf-8'), digest == blob, str(kind, 'utf-8'), str(content.strip(), 'utf-8'))
