# outcome: resolved
# Finds files with the same content by their digest.
import hashlib
import os


def fingerprint(path):
    f = open(path, 'rb')
    try:
        return hashlib.md5(f.read()).digest()  # kind: f.read() is bytes
    finally:
        f.close()


for name, content in [('a', 'same'), ('b', 'other'), ('c', 'same')]:
    f = open(name, 'wb')
    f.write(content)
    f.close()
groups = {}
for name in sorted(os.listdir('.')):
    if len(name) == 1:
        groups.setdefault(fingerprint(name), []).append(name)
for digest, names in groups.items():
    if len(names) > 1:
        print ' '.join(names), digest.encode('hex')[:8]
