# outcome: untouched
# Morse code with tables of text.
CODE = {'A': '.-', 'B': '-...', 'E': '.', 'O': '---', 'S': '...', 'T': '-', ' ': '/'}
BACK = dict([(v, k) for k, v in CODE.items()])


def encode(text):
    return ' '.join([CODE.get(c, '?') for c in text.upper()])


def decode(text):
    return ''.join([BACK.get(word, '_') for word in text.split(' ')])


sent = encode('sos to base')
print sent
print decode(sent)
