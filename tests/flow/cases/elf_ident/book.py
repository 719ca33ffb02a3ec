# outcome: resolved
# Classifies files by the magic number at their start.
MAGIC = [
    (b'\x7fELF', 'ELF'),
    (b'PK\x03\x04', 'zip'),
    (b'\x1f\x8b', 'gzip'),
    (b'#!', 'script'),
]


def classify(filename):
    start = open(filename, 'rb').read(4)
    for magic, kind in MAGIC:
        if start.startswith(magic):
            return kind
    return 'data'


files = {'a': b'\x7fELF\x02\x01', 'b': b'PK\x03\x04rest', 'c': b'#!/bin/sh\n', 'd': b'\xca\xfe\xba\xbe'}
for name, head in list(files.items()):
    handle = open(name, 'wb')
    handle.write(head)
    handle.close()
for name in sorted(files):
    print(name, classify(name))
