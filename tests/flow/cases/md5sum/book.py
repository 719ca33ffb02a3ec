#!/usr/bin/env python3
# outcome: untouched
# status: 1
# md5sum and sha1sum of some files, with a check mode.
import hashlib
import sys


def digest(path, algorithm):
    h = hashlib.new(algorithm)
    f = open(path, 'rb')
    block = f.read(8192)  # kind: block is bytes
    while block:
        h.update(block)
        block = f.read(8192)
    f.close()
    return h.hexdigest()


def check(listing):
    bad = 0
    for line in listing.splitlines():
        expected, name = line.split('  ', 1)
        if digest(name, 'md5') != expected:
            bad += 1
            print('%s: FAILED' % name)
        else:
            print('%s: OK' % name)
    return bad


for name, content in (('a.txt', 'alpha\n'), ('b.txt', 'beta\n')):
    f = open(name, 'w')
    f.write(content)
    f.close()
listing = ''.join(['%s  %s\n' % (digest(n, 'md5'), n) for n in ('a.txt', 'b.txt')])
sys.stdout.write(listing)
print(digest('a.txt', 'sha1'))
open('b.txt', 'a').write('more')
sys.exit(check(listing))
