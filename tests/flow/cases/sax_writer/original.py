# outcome: untouched
# Writes XML with XMLGenerator into a file in memory.
import cStringIO
from xml.sax.saxutils import XMLGenerator, escape, quoteattr

out = cStringIO.StringIO()
xml = XMLGenerator(out, 'utf-8')
xml.startDocument()
xml.startElement('list', {})
for word in ('one', 'two & three'):
    xml.startElement('w', {'len': str(len(word))})
    xml.characters(word)
    xml.endElement('w')
xml.endElement('list')
xml.endDocument()
print out.getvalue().split('\n')[1]
print escape('<x>'), quoteattr('say "hi"')
