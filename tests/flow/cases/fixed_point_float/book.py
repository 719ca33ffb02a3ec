# outcome: resolved
# Floats in both byte orders, shown in hex.
import struct
import binascii


def show(value):
    little = struct.pack('<d', value)
    big = struct.pack('>d', value)
    assert little[::-1] == big
    return str(binascii.hexlify(big), 'utf-8')


for value in (1.0, -2.5, 1e300):
    print('%-8g %s' % (value, show(value)))
print('%.6f' % struct.unpack('>d', binascii.unhexlify('400921fb54442d18'))[0])
