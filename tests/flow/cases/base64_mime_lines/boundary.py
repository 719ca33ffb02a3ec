# outcome: resolved
# Encodes a file in 76-character lines and decodes it again.
import base64
import binascii


def encode_file(source, target):
    f = open(source, 'rb')
    out = open(target, 'wb')
    while True:
        s = f.read(57)
        if not s:
            break
        out.write(binascii.b2a_base64(s))
    out.close()


def decode_file(path):
    result = b''
    for line in open(path):
        result += binascii.a2b_base64(line)
    return result


f = open('in.dat', 'wb')
f.write(b''.join(map(lambda number: bytes([number]), list(range(100)))))
f.close()
encode_file('in.dat', 'out.b64')
print(open('out.b64').readline().strip())
back = decode_file('out.b64')
print(len(back), back[99])
print(str(base64.b64encode(b'short text'), 'utf-8'))
print(base64.urlsafe_b64decode('c2hvcnQ_').decode('utf-8').endswith('t?'))
