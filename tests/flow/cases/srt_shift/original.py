# -*- coding: utf-8 -*-
# outcome: resolved
# Shifts subtitles written in latin-1 and saves them as UTF-8.
import re

SRT = u'''1
00:00:01,500 --> 00:00:03,000
Où est-il?

2
00:00:59,900 --> 00:01:02,250
Là-bas, à côté.
'''

STAMP = re.compile(r'(\d+):(\d+):(\d+),(\d+)')


def milliseconds(match):
    h, m, s, ms = map(int, match.groups())
    return ((h * 60 + m) * 60 + s) * 1000 + ms


def stamp(ms):
    s, ms = divmod(ms, 1000)
    m, s = divmod(s, 60)
    h, m = divmod(m, 60)
    return '%02d:%02d:%02d,%03d' % (h, m, s, ms)


def shift(path, target, delta):
    out = open(target, 'w')
    for line in file(path):
        if '-->' in line:
            line = STAMP.sub(lambda m: stamp(milliseconds(m) + delta), line)
        out.write(line.decode('iso-8859-1').encode('utf-8'))  # kind: line is text
    out.close()


f = open('in.srt', 'wb')
f.write(SRT.encode('latin-1'))
f.close()
shift('in.srt', 'out.srt', 200)
print open('out.srt').read(),
print len(open('in.srt', 'rb').read()), len(open('out.srt', 'rb').read())
