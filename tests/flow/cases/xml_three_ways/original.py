# -*- coding: utf-8 -*-
# outcome: resolved
import xml.dom.minidom, xml.sax, xml.etree.ElementTree as ET, StringIO

DOC = '''<?xml version="1.0" encoding="utf-8"?>
<books><book id="1"><title>Les Misérables</title></book><book id="2"><title>Ulysses</title></book></books>'''

class Titles(xml.sax.ContentHandler):
    def __init__(self):
        self.titles = []
        self.text = None
    def startElement(self, name, attrs):
        if name == 'title':
            self.text = []
    def characters(self, content):
        if self.text is not None:
            self.text.append(content)
    def endElement(self, name):
        if name == 'title':
            self.titles.append(''.join(self.text).encode('utf-8'))
            self.text = None

handler = Titles()
xml.sax.parseString(DOC, handler)
for title in handler.titles:
    print title, len(title)
dom = xml.dom.minidom.parseString(DOC)
for node in dom.getElementsByTagName('book'):
    title = node.getElementsByTagName('title')[0].firstChild.data
    print node.getAttribute('id'), title.encode('utf-8')
node.setAttribute('lang', u'français')
print node.toxml('utf-8')  # kind: node.toxml('utf-8') is bytes
tree = ET.fromstring(DOC)
for book in tree.findall('book'):
    print book.get('id'), book.findtext('title').encode('utf-8')
ET.SubElement(tree, 'book', {'id': '3'}).text = u'Ödipus'
out = StringIO.StringIO()
ET.ElementTree(tree).write(out, 'utf-8')
print out.getvalue()[-60:]
