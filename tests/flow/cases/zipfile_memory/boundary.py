# outcome: resolved
# An archive in memory; members read back line by line.
import io
import zipfile
import codecs
from io import BytesIO

buf = BytesIO()
z = zipfile.ZipFile(buf, 'w', zipfile.ZIP_DEFLATED)
z.writestr('words.txt', 'alpha beta\ngamma\n')
z.writestr('empty', '')
z.close()
data = buf.getvalue()
print(str(data[:2], 'utf-8'), data.count(b'words.txt'))
z = zipfile.ZipFile(BytesIO(data))
for line in codecs.iterdecode(z.open('words.txt'), 'utf-8'):
    print(line.split())
print(str(z.read('words.txt').split()[0].capitalize(), 'utf-8'))
