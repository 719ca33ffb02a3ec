# outcome: resolved
# Classifies files by the magic number at their start.
MAGIC = [
    ('\x7fELF', 'ELF'),
    ('PK\x03\x04', 'zip'),
    ('\x1f\x8b', 'gzip'),
    ('#!', 'script'),
]


def classify(filename):
    start = open(filename, 'rb').read(4)
    for magic, kind in MAGIC:
        if start.startswith(magic):
            return kind
    return 'data'


files = {'a': '\x7fELF\x02\x01', 'b': 'PK\x03\x04rest', 'c': '#!/bin/sh\n', 'd': '\xca\xfe\xba\xbe'}
for name, head in files.items():
    handle = open(name, 'wb')
    handle.write(head)
    handle.close()
for name in sorted(files):
    print name, classify(name)
