# outcome: resolved
# A lexer over bytes, one character at a time.
SPACE = b' \t\r\n'
DIGITS = b'0123456789'


def lex(data):
    i = 0
    while i < len(data):
        c = data[i:i + 1]
        if c in SPACE:
            i += 1
        elif c in DIGITS:
            j = i
            while j < len(data) and data[j:j + 1] in DIGITS:
                j += 1
            yield 'int', int(data[i:j])
            i = j
        elif c == b'"':
            j = data.index(b'"', i + 1)
            yield 'str', data[i + 1:j]
            i = j + 1
        else:
            yield 'op', c
            i += 1


f = open('program', 'wb')
f.write(b'12 + "a b"\n*3')
f.close()
for kind, value in lex(open('program', 'rb').read()):
    print(kind, str(value, 'utf-8') if isinstance(value, bytes) else value)
