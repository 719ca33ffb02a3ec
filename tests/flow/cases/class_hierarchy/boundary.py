# outcome: resolved
# A base class reads; subclasses say where from and what to do.
class Source(object):
    separator = '\n'

    def read(self):
        raise NotImplementedError

    def records(self):
        for record in self.read().split(self.separator):
            if record:
                yield record


class FileSource(Source):
    def __init__(self, path):
        self.path = path

    def read(self):
        with open(self.path, 'rb') as f:
            return f.read().decode('utf-8')


class NulSource(FileSource):
    separator = '\0'


for name, content in (('lines', b'one\ntwo\n'), ('nuls', b'a b\0c\0')):
    with open(name, 'wb') as f:
        f.write(content)
for source in (FileSource('lines'), NulSource('nuls')):
    print('|'.join(source.records()))
