# -*- coding: utf-8 -*-
# outcome: resolved
import base64
import hashlib

def checksum(text):
    return hashlib.md5(text if isinstance(text, bytes) else text.encode('utf-8')).hexdigest()

class Blob(object):
    def __init__(self, content, name='blob'):
        self.content = content
        self.name = name
    def digest(self):
        h = hashlib.sha1(self.name.encode('utf-8'))
        h.update(self.content if isinstance(self.content, bytes) else self.content.encode('utf-8'))
        return h.hexdigest()
    def starts(self, with_what):
        return self.content.startswith(with_what)

title = 'Licence'
b = Blob(base64.decodebytes(b'//79AAE='), 'données')
t = Blob(title)
for each in (b, t):
    print(each.name, each.digest(), checksum(each.content), checksum(each.name))
print('%s' % title, title.center(20) + '\xe9')
for value in (title, base64.decodebytes(b'//79AAE=')):
    print(checksum(value))
