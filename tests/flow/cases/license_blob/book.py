# outcome: resolved
import base64
import hashlib

BLOB = b'AAECA/7/gIE='
TITLE = 'Standard licence'

def checksum(text):
    return hashlib.md5(text if isinstance(text, bytes) else text.encode('utf-8')).hexdigest()  # kind: text is conflict

def load(path):
    return open(path).read()

class License(object):
    blob = None
    def __init__(self, text, blob):
        self.text = text
        self.blob = base64.decodebytes(blob)

    def check(self):
        return [checksum(self.text), checksum(self.blob), checksum(TITLE)]

    def mark(self):
        return hashlib.sha1(self.blob or self.text).hexdigest()

def main():
    f = open('lic.txt', 'w')
    f.write('Caf\u00e9 licence\n')
    f.close()
    text = load('lic.txt')
    lic = License(text, BLOB)
    print(lic.check(), lic.mark())
    print(lic.text.replace('licence', 'license') + TITLE)
    print('%s: %s' % (TITLE, '\xe9'))

main()
