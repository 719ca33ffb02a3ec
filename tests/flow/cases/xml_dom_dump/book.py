# outcome: resolved
# Builds a document with minidom and writes it to a file.
from xml.dom.minidom import Document, parse

doc = Document()
root = doc.createElement('books')
doc.appendChild(root)
for title, year in (('Caf\xe9', 1999), ('Plain', 2004)):
    book = doc.createElement('book')
    book.setAttribute('year', str(year))
    book.appendChild(doc.createTextNode(title))
    root.appendChild(book)
f = open('books.xml', 'wb')
f.write(doc.toxml('utf-8'))
f.close()

for node in parse('books.xml').getElementsByTagName('book'):
    print(node.getAttribute('year'), node.firstChild.data)
print(open('books.xml').readline().split('?>')[0])
