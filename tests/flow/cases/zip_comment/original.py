# outcome: resolved
# Finds the end record of a zip archive and shows the comment.
import struct
import zipfile

archive = zipfile.ZipFile('a.zip', 'w')
archive.writestr('one.txt', 'first\nsecond\n')
archive.writestr('two.bin', '\x00\x01\x02')
archive.comment = 'made by hand'
archive.close()

f = open('a.zip', 'rb')
content = f.read()  # kind: content is bytes
f.close()
where = content.rfind('PK\x05\x06')
fields = struct.unpack('<4s4H2IH', content[where:where + 22])
print 'entries:', fields[4]
print 'comment:', content[where + 22:where + 22 + fields[7]]

archive = zipfile.ZipFile('a.zip')
for name in archive.namelist():
    text = archive.read(name)  # kind: text is bytes
    print name, len(text), text.count('\n')
print archive.read('one.txt').split('\n')[1]
