# outcome: resolved
# Netstrings from a stream of chunks of any size.
def netstrings(chunks):
    buf = b''
    for chunk in chunks:
        buf += chunk
        while b':' in buf:
            size, rest = buf.split(b':', 1)
            if len(rest) < int(size) + 1:
                break
            if rest[int(size):int(size) + 1] != b',':
                raise ValueError('comma expected')
            yield rest[:int(size)]
            buf = rest[int(size) + 1:]


def read_in(path, size):
    f = open(path, 'rb')
    while 1:
        chunk = f.read(size)  # kind: chunk is bytes
        if not chunk:
            f.close()
            return
        yield chunk


out = open('strings', 'wb')
for text in [b'hello', b'', b'a:b,c']:
    out.write(b'%d:%s,' % (len(text), text))
out.close()
for text in netstrings(read_in('strings', 4)):
    print('[%s]' % str(text, 'utf-8'))
