# outcome: resolved
# Temporary files are binary unless told otherwise.
import os
import tempfile

handle, path = tempfile.mkstemp('.tmp')
os.write(handle, b'first line\n')
os.close(handle)
print(open(path).read().strip())
os.remove(path)

t = tempfile.TemporaryFile()
t.write(b'some\nlines\n')
t.seek(0)
for line in t:
    print(str(line.rstrip().upper(), 'utf-8'))
t.close()
