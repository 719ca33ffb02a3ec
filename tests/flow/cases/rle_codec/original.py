# outcome: resolved
# Run-length coding of bytes, round trip through a file.
def encode(data):
    if not data:
        return ''
    out = []
    current = data[0]
    count = 1
    for c in data[1:]:
        if c == current and count < 255:
            count += 1
        else:
            out.append(chr(count) + current)
            current = c
            count = 1
    out.append(chr(count) + current)
    return ''.join(out)


def decode(data):
    out = ''
    for i in range(0, len(data), 2):
        out += data[i + 1] * ord(data[i])
    return out


f = open('image.raw', 'wb')
f.write('\x00' * 300 + '\xff' * 3 + '\x7f')
f.close()
raw = open('image.raw', 'rb').read()  # kind: raw is bytes
packed = encode(raw)
print len(raw), len(packed), [ord(x) for x in packed]
print decode(packed) == raw
