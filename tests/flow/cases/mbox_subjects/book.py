# outcome: resolved
# Walks an mbox by hand and decodes encoded subjects.
import re
from email.header import decode_header

MBOX = """From a@b Mon Jan  1 00:00:00 2007
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
To: c@d

Hello
From c@d Tue Jan  2 00:00:00 2007
Subject: plain one

>From the start
"""


def messages(text):
    for part in re.split(r'(?m)^From .*\n', text)[1:]:
        head, body = part.split('\n\n', 1)
        yield head, body.replace('>From', 'From')


for head, body in messages(MBOX):
    subject = re.search('^Subject: (.*)$', head, re.M).group(1)
    pieces = []
    for piece, charset in decode_header(subject):
        if charset:
            piece = piece.decode(charset)
        pieces.append(piece)
    print(''.join(pieces), '/', body.strip())
