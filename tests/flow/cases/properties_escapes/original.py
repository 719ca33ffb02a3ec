# outcome: resolved
# Java properties files: comments, continuation lines, \\uXXXX escapes.
import re

TEXT = r"""
# comment
title = Caf\u00e9
path=C\:\\temp
long = first \
       second
"""


def unescape(value):
    value = re.sub(r'\\u([0-9a-f]{4})', lambda m: unichr(int(m.group(1), 16)), value)
    return re.sub(r'\\(.)', r'\1', value)


def load(text):
    text = re.sub(r'\\\n\s*', '', text)
    for line in text.split('\n'):
        line = line.strip()
        if not line or line[0] in '#!':
            continue
        key, value = re.split(r'\s*[=:]\s*', line, 1)
        yield key, unescape(value)


for key, value in load(TEXT):
    print key, '->', value.encode('utf-8')
