# -*- coding: utf-8 -*-
# outcome: resolved
import mailbox, os, email

RAW = '''From alice@example.org Thu Jan  1 00:00:00 2009
From: alice@example.org
Subject: =?utf-8?b?R3LDvMOfZQ==?=
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Sch\xc3\xb6ne Gr\xc3\xbc\xc3\x9fe
>From here on

From bob@example.org Thu Jan  1 00:00:01 2009
From: bob@example.org
Subject: plain

Bye
'''
out = open('box', 'wb')
out.write(RAW)
out.close()
from email.header import decode_header
box = mailbox.mbox('box')
for message in box:
    text, charset = decode_header(message['subject'])[0]
    if charset:
        text = text.decode(charset).encode('utf-8')
    print message['from'], text
    body = message.get_payload(decode=True)
    for line in body.splitlines():  # kind: body is bytes
        print '  |', line
print len(box)
