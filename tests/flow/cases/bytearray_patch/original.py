# outcome: resolved
# Patches a binary file in place with a bytearray.
PATCHES = [(0, '\x7f'), (4, 'PATCH')]

f = open('rom.bin', 'wb')
f.write('\x00' * 12)
f.close()
image = bytearray(open('rom.bin', 'rb').read())
for offset, new in PATCHES:
    image[offset:offset + len(new)] = new
image[11] = 255
f = open('rom.bin', 'wb')
f.write(image)
f.close()
print ' '.join(['%02x' % ord(c) for c in open('rom.bin', 'rb').read()])
