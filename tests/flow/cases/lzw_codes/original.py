# outcome: resolved
def compress(uncompressed):
    dict_size = 256
    dictionary = dict((chr(i), i) for i in xrange(dict_size))
    w = ''
    result = []
    for c in uncompressed:
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
    dictionary = dict((i, chr(i)) for i in xrange(dict_size))
    codes = list(codes)
    w = result = chr(codes.pop(0))  # kind: codes is unknown
    for k in codes:
        if k in dictionary:
            entry = dictionary[k]
        elif k == dict_size:
            entry = w + w[0]
        else:
            raise ValueError('Bad compressed k: %s' % k)
        result += entry
        dictionary[dict_size] = w + entry[0]
        dict_size += 1
        w = entry
    return result

f = open('in.bin', 'wb')
f.write('TOBEORNOTTOBEORTOBEORNOT \xc3\xa9\xc3\xa9\xc3\xa9')
f.close()
data = open('in.bin', 'rb').read()
codes = compress(data)
print codes
back = decompress(codes)
print back == data, len(codes), len(data)
print back
