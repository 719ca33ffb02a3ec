# -*- coding: utf-8 -*-
# outcome: resolved
import xml.dom.minidom, xml.sax, xml.etree.ElementTree as ET, io
from io import BytesIO

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
    print(str(title, 'utf-8'), len(title))
dom = xml.dom.minidom.parseString(DOC)
for node in dom.getElementsByTagName('book'):
    title = node.getElementsByTagName('title')[0].firstChild.data
    print(node.getAttribute('id'), title)
node.setAttribute('lang', 'français')
print(str(node.toxml('utf-8'), 'utf-8'))  # kind: node.toxml('utf-8') is bytes
tree = ET.fromstring(DOC)
for book in tree.findall('book'):
    print(book.get('id'), book.findtext('title'))
ET.SubElement(tree, 'book', {'id': '3'}).text = 'Ödipus'
out = BytesIO()
ET.ElementTree(tree).write(out, 'utf-8')
print(str(out.getvalue()[-60:], 'utf-8'))
