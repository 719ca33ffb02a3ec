# outcome: untouched
# Names such as data, buf and raw that hold no strings of bytes.
data = [3, 1, 2]
raw = {'a': 1}
buf = ['x', 'y']
data.sort()
payload = ' '.join(buf) + '!'
message = 'raw: %r, data: %s' % (raw, data)


def read(buf, data):
    return buf + '/' + data


def decode(packet):
    return packet.split(',')[0]


print message
print read('left', 'right'), decode('first,second'), payload
print sum([byte + 1 for byte in data])
