# outcome: resolved
# Prints the printable runs of a binary file, like strings(1).
import re
import sys

f = open('prog', 'wb')
f.write('\x7fELF\x00\x01/lib/ld.so\x00\x02\x03main\x00ab\x00printf\xff')
f.close()


def strings(path, least=4):
    data = open(path, 'rb').read()  # kind: data is bytes
    for found in re.finditer('[\x20-\x7e]{%d,}' % least, data):
        yield found.start(), found.group()


for offset, text in strings('prog'):
    sys.stdout.write('%4x %s\n' % (offset, text))
