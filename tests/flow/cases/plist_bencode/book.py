# outcome: unresolved
# BitTorrent's bencode: dictionaries, lists, numbers and strings.
def bencode(x):
    if isinstance(x, int):
        return 'i%de' % x
    if isinstance(x, str):
        return '%d:%s' % (len(x), x)
    if isinstance(x, list):
        return 'l' + ''.join([bencode(item) for item in x]) + 'e'
    keys = list(x.keys())
    keys.sort()
    return 'd' + ''.join([bencode(k) + bencode(x[k]) for k in keys]) + 'e'


def bdecode(s, i=0):
    c = s[i:i + 1]
    if c == b'i':
        end = s.index(b'e', i)
        return int(s[i + 1:end]), end + 1
    if c == b'l':
        i += 1
        items = []
        while s[i:i + 1] != b'e':
            item, i = bdecode(s, i)
            items.append(item)
        return items, i + 1
    if c == b'd':
        i += 1
        result = {}
        while s[i:i + 1] != b'e':
            key, i = bdecode(s, i)
            result[key], i = bdecode(s, i)
        return result, i + 1
    colon = s.index(b':', i)
    end = colon + 1 + int(s[i:colon])
    return s[colon + 1:end], end


f = open('x.torrent', 'wb')
f.write(bencode({'name': 'file.iso', 'length': 1234, 'tags': ['a', 'bb']}).encode('utf-8'))
f.close()
data = open('x.torrent', 'rb').read()  # kind: data is bytes
info, end = bdecode(data)
print(end == len(data))
print(info[b'name'], info[b'length'], ','.join(info[b'tags']))
