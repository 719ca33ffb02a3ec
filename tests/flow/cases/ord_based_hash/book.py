# outcome: resolved
# Hash functions of old: over characters by their codes.
def djb2(text):
    h = 5381
    for c in text:
        h = (h * 33 + c) & 0xffffffff
    return h


def rot_sum(text):
    value = 0
    for i in range(len(text)):
        value = ((value << 1) | (value >> 31)) & 0xffffffff
        value ^= text[i]
    return value


f = open('blob', 'wb')
f.write(b'\x00\xff' * 3)
f.close()
blob = open('blob', 'rb').read()
print(djb2(b'hello'), rot_sum(b'hello'))
print(djb2(blob), rot_sum(blob))
