# outcome: unresolved
import hashlib, os, sys

class Blob(object):
    kind = 'blob'
    def __init__(self, data):
        self.data = data
    def serialize(self):
        return self.data
    def sha(self):
        body = self.serialize()
        return hashlib.sha1('%s %d\0' % (self.kind, len(body)) + body).hexdigest()

class Tree(Blob):
    kind = 'tree'
    def __init__(self, entries):
        self.entries = entries
    def serialize(self):
        return ''.join('%s %s\0%s' % (mode, name, sha.decode('hex')) for mode, name, sha in sorted(self.entries))

class Commit(Blob):
    kind = 'commit'
    def __init__(self, tree, message, author=u'Jos\xe9'):
        self.tree, self.message, self.author = tree, message, author
    def serialize(self):
        lines = ['tree ' + self.tree, 'author ' + self.author.encode('utf-8'), '', self.message]
        return '\n'.join(lines)  # kind: lines is unknown

blob = Blob('hello\n')
print blob.sha()
tree = Tree([('100644', 'caf\xc3\xa9.txt', blob.sha()), ('100755', 'a.sh', Blob('').sha())])
print tree.sha()
commit = Commit(tree.sha(), 'first\n')
print commit.sha(), len(commit.serialize())
print commit.serialize().splitlines()[1]
