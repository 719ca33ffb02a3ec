# outcome: resolved
# Searches a file through a memory map.
import mmap
import re

f = open('big.dat', 'wb')
f.write('x' * 5000 + 'needle=42;' + 'y' * 100)
f.close()
f = open('big.dat', 'r+b')
m = mmap.mmap(f.fileno(), 0)
where = m.find('needle')
print where, m[where:where + 9]
print re.search(r'needle=(\d+)', m).group(1)
m[where:where + 6] = 'NEEDLE'
m.close()
f.close()
print open('big.dat', 'rb').read().count('NEEDLE')
