# outcome: resolved
# Compares two text files with difflib.
import difflib


def write(name, lines):
    f = open(name, 'w')
    f.writelines([line + '\n' for line in lines])
    f.close()


write('old.txt', ['alpha', 'beta', 'gamma'])
write('new.txt', ['alpha', 'BETA', 'gamma', 'delta'])
old = open('old.txt').readlines()
new = open('new.txt').readlines()
for line in difflib.unified_diff(old, new, 'old', 'new'):
    print line,
