# outcome: resolved
# Errors that show the data with %r: the b would be seen.
import struct


def parse(data):
    if data[:2] != b'OK':
        raise ValueError('bad start %r' % str(data[:2], 'utf-8'))
    return struct.unpack('>H', data[2:4])[0]


for content in (b'OK\x00\x07', b'NO\x00\x00'):
    f = open('x', 'wb')
    f.write(content)
    f.close()
    try:
        print(parse(open('x', 'rb').read()))
    except ValueError as e:
        print('error:', e)
