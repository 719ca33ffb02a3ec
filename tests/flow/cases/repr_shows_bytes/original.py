# outcome: resolved
# Errors that show the data with %r: the b would be seen.
import struct


def parse(data):
    if data[:2] != 'OK':
        raise ValueError('bad start %r' % data[:2])
    return struct.unpack('>H', data[2:4])[0]


for content in ('OK\x00\x07', 'NO\x00\x00'):
    f = open('x', 'wb')
    f.write(content)
    f.close()
    try:
        print parse(open('x', 'rb').read())
    except ValueError, e:
        print 'error:', e
