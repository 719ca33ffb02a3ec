# outcome: resolved
# Searches a file through a memory map.
import mmap
import re

f = open('big.dat', 'wb')
f.write(b'x' * 5000 + b'needle=42;' + b'y' * 100)
f.close()
f = open('big.dat', 'r+b')
m = mmap.mmap(f.fileno(), 0)
where = m.find(b'needle')
print(where, str(m[where:where + 9], 'utf-8'))
print(str(re.search(br'needle=(\d+)', m).group(1), 'utf-8'))
m[where:where + 6] = b'NEEDLE'
m.close()
f.close()
print(open('big.dat', 'rb').read().decode('utf-8').count('NEEDLE'))
