# outcome: resolved
# XML that is parsed, made and written, with what is not ASCII in it.
import xml.etree.ElementTree as ET
from xml.dom import minidom
root = ET.Element('r')
ET.SubElement(root, 'a').text = u'caf\xe9'
xml = ET.tostring(root)
print xml
open('x.xml', 'w').write(ET.tostring(root, 'utf-8'))
print ET.parse('x.xml').getroot()[0].text == u'caf\xe9'
doc = minidom.parseString('<r><a>\xc3\xa9</a></r>')
s = doc.toxml('utf-8')
print s, s.count('<a>')
print doc.documentElement.toxml().encode('utf-8')
ET.ElementTree(root).write(open('y.xml', 'w'), 'utf-8')
print open('y.xml').read().startswith('<')
