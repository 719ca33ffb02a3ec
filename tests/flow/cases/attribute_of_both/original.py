# -*- coding: utf-8 -*-
# outcome: resolved
import base64
import hashlib

def checksum(text):
    return hashlib.md5(text).hexdigest()

class Blob(object):
    def __init__(self, content, name='blob'):
        self.content = content
        self.name = name
    def digest(self):
        h = hashlib.sha1(self.name)
        h.update(self.content)
        return h.hexdigest()
    def starts(self, with_what):
        return self.content.startswith(with_what)

title = 'Licence'
b = Blob(base64.decodestring('//79AAE='), 'données')
t = Blob(title)
for each in (b, t):
    print each.name, each.digest(), checksum(each.content), checksum(each.name)
print u'%s' % title, title.center(20) + u'\xe9'.encode('utf-8')
for value in (title, base64.decodestring('//79AAE=')):
    print checksum(value)
