# outcome: resolved
# An archive in memory; members read back line by line.
import StringIO
import zipfile

buf = StringIO.StringIO()
z = zipfile.ZipFile(buf, 'w', zipfile.ZIP_DEFLATED)
z.writestr('words.txt', 'alpha beta\ngamma\n')
z.writestr('empty', '')
z.close()
data = buf.getvalue()
print data[:2], data.count('words.txt')
z = zipfile.ZipFile(StringIO.StringIO(data))
for line in z.open('words.txt'):
    print line.split()
print z.read('words.txt').split()[0].capitalize()
