# outcome: resolved
# Hash functions of old: over characters by their codes.
def djb2(text):
    h = 5381
    for c in text:
        h = (h * 33 + ord(c)) & 0xffffffff
    return h


def rot_sum(text):
    value = 0
    for i in range(len(text)):
        value = ((value << 1) | (value >> 31)) & 0xffffffff
        value ^= ord(text[i])
    return value


f = open('blob', 'wb')
f.write('\x00\xff' * 3)
f.close()
blob = open('blob', 'rb').read()
print djb2('hello'), rot_sum('hello')
print djb2(blob), rot_sum(blob)
