# -*- coding: utf-8 -*-
# outcome: resolved
# Compiles a message catalogue the way msgfmt does and loads it with gettext.
import array
import gettext
import struct
from io import StringIO
from io import BytesIO

MESSAGES = {}


def add(ident, text):
    MESSAGES[ident] = text


def generate():
    keys = list(MESSAGES.keys())
    keys.sort()
    offsets = []
    ids = strs = b''
    for key in keys:
        offsets.append((len(ids), len(key), len(strs), len(MESSAGES[key])))
        ids += key + b'\0'
        strs += MESSAGES[key] + b'\0'
    keystart = 7 * 4 + 16 * len(keys)
    valuestart = keystart + len(ids)
    koffsets = []
    voffsets = []
    for o1, l1, o2, l2 in offsets:
        koffsets += [l1, o1 + keystart]
        voffsets += [l2, o2 + valuestart]
    output = struct.pack('Iiiiiii', 0x950412de, 0, len(keys), 28, 28 + len(keys) * 8, 0, 0)
    output += array.array('i', koffsets + voffsets).tobytes()
    output += ids
    output += strs
    return output


add(b'', b'Content-Type: text/plain; charset=UTF-8\n')
add(b'Hello', 'Grüß Gott'.encode('utf-8'))
add(b'Good bye', b'Servus')
data = generate()
open('messages.mo', 'wb').write(data)
print(len(data))
catalog = gettext.GNUTranslations(BytesIO(data))
_ = catalog.gettext
for text in ['Hello', 'Good bye', 'unknown']:
    print(text, '->', _(text))
fp = open('messages.mo', 'rb')
print(gettext.GNUTranslations(fp).gettext('Hello') == 'Grüß Gott')
