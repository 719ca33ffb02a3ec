# outcome: resolved
# XML that is parsed, made and written, with what is not ASCII in it.
import xml.etree.ElementTree as ET
from xml.dom import minidom
root = ET.Element('r')
ET.SubElement(root, 'a').text = 'caf\xe9'
xml = ET.tostring(root)
print(str(xml, 'utf-8'))
open('x.xml', 'wb').write(ET.tostring(root, 'utf-8'))
print(ET.parse('x.xml').getroot()[0].text == 'caf\xe9')
doc = minidom.parseString(b'<r><a>\xc3\xa9</a></r>')
s = doc.toxml('utf-8')
print(str(s, 'utf-8'), s.count(b'<a>'))
print(doc.documentElement.toxml())
ET.ElementTree(root).write(open('y.xml', 'wb'), 'utf-8')
print(open('y.xml').read().startswith('<'))
