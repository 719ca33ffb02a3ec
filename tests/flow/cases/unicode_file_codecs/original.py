# -*- coding: utf-8 -*-
# outcome: resolved
# Text files through codecs.open, and a BOM written by hand.
import codecs

out = codecs.open('names.txt', 'w', 'utf-8')
for name in (u'Łukasz', u'Ana', u'Søren'):
    out.write(u'%s\n' % name)
out.close()

for line in codecs.open('names.txt', 'r', 'utf-8'):
    name = line.strip()  # kind: name is text
    print name.upper().encode('utf-8'), len(name)

raw = open('names.txt', 'rb').read()  # kind: raw is bytes
f = open('bom.txt', 'wb')
f.write(codecs.BOM_UTF8 + raw)
f.close()
print open('bom.txt', 'rb').read(3) == codecs.BOM_UTF8
print codecs.open('bom.txt', encoding='utf-8-sig').readline().strip().encode('utf-8')
