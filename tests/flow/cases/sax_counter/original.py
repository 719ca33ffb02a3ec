# outcome: resolved
# Counts elements with a SAX handler; strings reach it as text.
import xml.sax
from StringIO import StringIO


class Counter(xml.sax.ContentHandler):
    def __init__(self):
        xml.sax.ContentHandler.__init__(self)
        self.counts = {}
        self.text = ''

    def startElement(self, name, attrs):
        self.counts[name] = self.counts.get(name, 0) + 1

    def characters(self, content):
        self.text += content


handler = Counter()
xml.sax.parse(StringIO('<r><p>one</p><p>tw\xc3\xb6</p><q a="1"/></r>'), handler)
for name in sorted(handler.counts):
    print name, handler.counts[name]
print handler.text.encode('utf-8')
