# outcome: untouched
# Classic ciphers over string.maketrans tables.
import string


def rotated(n):
    low, up = string.lowercase, string.uppercase
    return string.maketrans(low + up, low[n:] + low[:n] + up[n:] + up[:n])


TABLES = [rotated(n) for n in range(26)]


def vigenere(text, key, sign=1):
    out = []
    position = 0
    for ch in text:
        if ch in string.letters:
            shift = ord(key[position % len(key)].lower()) - ord('a')
            out.append(ch.translate(TABLES[sign * shift % 26]))
            position += 1
        else:
            out.append(ch)
    return ''.join(out)


secret = vigenere('Attack at Dawn!', 'Lemon')
print secret, '|', vigenere(secret, 'Lemon', -1)
print 'letters only: ' + 'a1b2 c3'.translate(string.maketrans('', ''), string.digits + ' ')
identity = string.maketrans('', '')
print len(identity), identity[65:70], identity.translate(identity, identity[:250]) == identity[250:]
table = string.maketrans('\xe9\xe8', 'ee')
print 'caf\xe9 cr\xe8me'.translate(table)
