# outcome: resolved
def compress(uncompressed):
    dict_size = 256
    dictionary = dict((bytes([i]), i) for i in range(dict_size))
    w = b''
    result = []
    for c in [bytes([byte]) for byte in uncompressed]:
        wc = w + c
        if wc in dictionary:
            w = wc
        else:
            result.append(dictionary[w])
            dictionary[wc] = dict_size
            dict_size += 1
            w = c
    if w:
        result.append(dictionary[w])
    return result

def decompress(codes):
    dict_size = 256
    dictionary = dict((i, bytes([i])) for i in range(dict_size))
    codes = list(codes)
    w = result = bytes([codes.pop(0)])  # kind: codes is unknown
    for k in codes:
        if k in dictionary:
            entry = dictionary[k]
        elif k == dict_size:
            entry = w + w[0:1]
        else:
            raise ValueError('Bad compressed k: %s' % k)
        result += entry
        dictionary[dict_size] = w + entry[0:1]
        dict_size += 1
        w = entry
    return result

f = open('in.bin', 'wb')
f.write(b'TOBEORNOTTOBEORTOBEORNOT \xc3\xa9\xc3\xa9\xc3\xa9')
f.close()
data = open('in.bin', 'rb').read()
codes = compress(data)
print(codes)
back = decompress(codes)
print(back == data, len(codes), len(data))
print(str(back, 'utf-8'))
