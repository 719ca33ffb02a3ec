# outcome: unresolved
import hashlib, os, sys
import codecs

class Blob(object):
    kind = b'blob'
    def __init__(self, data):
        self.data = data
    def serialize(self):
        return self.data
    def sha(self):
        body = self.serialize()
        return hashlib.sha1(b'%s %d\0' % (self.kind, len(body)) + body).hexdigest()

class Tree(Blob):
    kind = b'tree'
    def __init__(self, entries):
        self.entries = entries
    def serialize(self):
        return b''.join(b'%s %s\0%s' % (mode, name, codecs.decode(sha, 'hex')) for mode, name, sha in sorted(self.entries))

class Commit(Blob):
    kind = b'commit'
    def __init__(self, tree, message, author='Jos\xe9'):
        self.tree, self.message, self.author = tree, message, author
    def serialize(self):
        lines = ['tree ' + self.tree, b'author ' + self.author.encode('utf-8'), '', self.message]
        return b'\n'.join(lines)  # kind: lines is unknown

blob = Blob(b'hello\n')
print(blob.sha())
tree = Tree([(b'100644', b'caf\xc3\xa9.txt', blob.sha()), (b'100755', b'a.sh', Blob(b'').sha())])
print(tree.sha())
commit = Commit(tree.sha(), 'first\n')
print(commit.sha(), len(commit.serialize()))
print(str(commit.serialize().splitlines()[1], 'utf-8'))
