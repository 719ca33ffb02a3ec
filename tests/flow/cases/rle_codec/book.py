# outcome: resolved
# Run-length coding of bytes, round trip through a file.
def encode(data):
    if not data:
        return b''
    out = []
    current = data[0:1]
    count = 1
    for c in [bytes([byte]) for byte in data[1:]]:
        if c == current and count < 255:
            count += 1
        else:
            out.append(bytes([count]) + current)
            current = c
            count = 1
    out.append(bytes([count]) + current)
    return b''.join(out)


def decode(data):
    out = b''
    for i in range(0, len(data), 2):
        out += data[i + 1:i + 1 + 1] * data[i]
    return out


f = open('image.raw', 'wb')
f.write(b'\x00' * 300 + b'\xff' * 3 + b'\x7f')
f.close()
raw = open('image.raw', 'rb').read()  # kind: raw is bytes
packed = encode(raw)
print(len(raw), len(packed), [x for x in packed])
print(decode(packed) == raw)
