# outcome: resolved
# Temporary files are binary unless told otherwise.
import os
import tempfile
import codecs

handle, path = tempfile.mkstemp('.tmp')
os.write(handle, b'first line\n')
os.close(handle)
print(open(path).read().strip())
os.remove(path)

t = tempfile.TemporaryFile()
t.write(b'some\nlines\n')
t.seek(0)
for line in codecs.iterdecode(t, 'utf-8'):
    print(line.rstrip().upper())
t.close()
