# -*- coding: utf-8 -*-
# outcome: resolved
# Compiles a message catalogue the way msgfmt does and loads it with gettext.
import array
import gettext
import struct
from StringIO import StringIO

MESSAGES = {}


def add(ident, text):
    MESSAGES[ident] = text


def generate():
    keys = MESSAGES.keys()
    keys.sort()
    offsets = []
    ids = strs = ''
    for key in keys:
        offsets.append((len(ids), len(key), len(strs), len(MESSAGES[key])))
        ids += key + '\0'
        strs += MESSAGES[key] + '\0'
    keystart = 7 * 4 + 16 * len(keys)
    valuestart = keystart + len(ids)
    koffsets = []
    voffsets = []
    for o1, l1, o2, l2 in offsets:
        koffsets += [l1, o1 + keystart]
        voffsets += [l2, o2 + valuestart]
    output = struct.pack('Iiiiiii', 0x950412deL, 0, len(keys), 28, 28 + len(keys) * 8, 0, 0)
    output += array.array('i', koffsets + voffsets).tostring()
    output += ids
    output += strs
    return output


add('', 'Content-Type: text/plain; charset=UTF-8\n')
add('Hello', 'Grüß Gott')
add('Good bye', 'Servus')
data = generate()
open('messages.mo', 'wb').write(data)
print len(data)
catalog = gettext.GNUTranslations(StringIO(data))
_ = catalog.ugettext
for text in ['Hello', 'Good bye', 'unknown']:
    print text, '->', _(text).encode('utf-8')
fp = open('messages.mo', 'rb')
print gettext.GNUTranslations(fp).ugettext('Hello') == u'Grüß Gott'
