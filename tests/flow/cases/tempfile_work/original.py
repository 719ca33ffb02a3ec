# outcome: resolved
# Temporary files are binary unless told otherwise.
import os
import tempfile

handle, path = tempfile.mkstemp('.tmp')
os.write(handle, 'first line\n')
os.close(handle)
print open(path).read().strip()
os.remove(path)

t = tempfile.TemporaryFile()
t.write('some\nlines\n')
t.seek(0)
for line in t:
    print line.rstrip().upper()
t.close()
