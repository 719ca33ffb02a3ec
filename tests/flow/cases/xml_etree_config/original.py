# outcome: resolved
# Changes a setting in an XML file and shows the result.
import xml.etree.ElementTree as ET

source = '<config><item name="a">1</item><item name="b">2</item></config>'
root = ET.fromstring(source)
for item in root.getiterator('item'):
    if item.get('name') == 'b':
        item.text = 'changed'
text = ET.tostring(root)  # kind: text is bytes
print text.replace('<item', '\n<item')
ET.ElementTree(root).write('out.xml')
print len(open('out.xml').read()) == len(text)
