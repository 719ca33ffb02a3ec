# outcome: resolved
# An archive in memory; members read back line by line.
import io
import zipfile
from io import BytesIO

buf = BytesIO()
z = zipfile.ZipFile(buf, 'w', zipfile.ZIP_DEFLATED)
z.writestr('words.txt', 'alpha beta\ngamma\n')
z.writestr('empty', '')
z.close()
data = buf.getvalue()
print(str(data[:2], 'utf-8'), data.count(b'words.txt'))
z = zipfile.ZipFile(BytesIO(data))
for line in z.open('words.txt'):
    print([str(item, 'utf-8') for item in line.split()])
print(str(z.read('words.txt').split()[0].capitalize(), 'utf-8'))
