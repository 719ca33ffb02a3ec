# Tries encodings one after the other on what a binary file holds.
# outcome: resolved
SAMPLES = ['plain', 'caf\xc3\xa9', 'caf\xe9']


def to_unicode(data):
    for encoding in ('ascii', 'utf-8', 'latin-1'):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            pass


f = open('samples', 'wb')
f.write('\n'.join(SAMPLES))
f.close()
for line in open('samples', 'rb').read().split('\n'):
    text, encoding = to_unicode(line)  # kind: line is bytes; text is text
    print encoding, len(line), len(text), text.encode('utf-8')
