# outcome: resolved
# Reads the old ID3v1 tag at the end of a music file.
import os


def pad(text, size):
    return text[:size] + '\0' * (size - len(text))


def write_sample(path):
    f = open(path, 'wb')
    f.write('\xff\xfb' * 100)
    f.write('TAG' + pad('Song of Songs', 30) + pad('The Band', 30) + pad('Album', 30) +
            '1969' + pad('', 30) + chr(17))
    f.close()


class ID3(object):
    fields = (('title', 3, 33), ('artist', 33, 63), ('album', 63, 93), ('year', 93, 97))

    def __init__(self, path):
        self.values = {}
        f = open(path, 'rb')
        f.seek(-128, os.SEEK_END)
        tag = f.read(128)  # kind: tag is bytes
        f.close()
        if tag[:3] == 'TAG':
            for name, start, end in self.fields:
                self.values[name] = tag[start:end].replace('\00', '').strip()
            self.values['genre'] = ord(tag[127])


write_sample('x.mp3')
for key, value in sorted(ID3('x.mp3').values.items()):
    print '%s=%s' % (key, value)
