# outcome: resolved
# Git objects: write blobs and trees, read them back, as git stores them.
import hashlib
import os
import zlib


def write_object(kind, content):
    store = kind + ' ' + str(len(content)) + '\0' + content
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
    head, content = zlib.decompress(raw).split('\0', 1)
    kind, size = head.split(' ')
    assert int(size) == len(content), digest
    return kind, content


def write_tree(entries):
    content = ''
    for name, mode, digest in sorted(entries):
        content += '%s %s\0' % (mode, name) + digest.decode('hex')
    return write_object('tree', content)


def list_tree(digest):
    kind, content = read_object(digest)  # kind: content is bytes
    while content:
        head, rest = content.split('\0', 1)
        mode, name = head.split(' ', 1)
        yield mode, name, rest[:20].encode('hex')
        content = rest[20:]


blob = write_object('blob', 'hello world\n')
print blob
accent = write_object('blob', u'\xe9t\xe9'.encode('utf-8'))
tree = write_tree([('hello.txt', '100644', blob), ('accent', '100755', accent)])
print tree
for mode, name, digest in list_tree(tree):
    kind, content = read_object(digest)
    print mode, name, digest == blob, kind, content.strip()
