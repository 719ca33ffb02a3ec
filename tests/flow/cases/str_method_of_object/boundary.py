# outcome: resolved
# Objects whose __str__ gives what they hold.
class Blob(object):
    def __init__(self, path):
        self.data = open(path, 'rb').read().decode('utf-8')

    def __str__(self):
        return self.data

    def __len__(self):
        return len(self.data)


f = open('blob.txt', 'wb')
f.write(b'what it holds')
f.close()
blob = Blob('blob.txt')
print(blob, len(blob))
print('blob: %s' % blob)
print(str(blob).split())
