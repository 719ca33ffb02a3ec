# -*- coding: utf-8 -*-
# outcome: untouched
# The future import makes literals unicode; bytes are marked.
from __future__ import unicode_literals
import io

with io.open('x.txt', 'w', encoding='utf-8') as f:
    f.write('größer\n')
with io.open('x.txt', encoding='utf-8') as f:
    text = f.read()  # kind: text is text
print(len(text), text.startswith('gr'))
with open('x.txt', 'rb') as f:
    raw = f.read()  # kind: raw is bytes
print(len(raw), raw.startswith(b'gr'), raw.decode('utf-8') == text)
