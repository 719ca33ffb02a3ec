# -*- coding: utf-8 -*-
# outcome: resolved
# str and unicode mixed: ASCII is converted without a word.
import socket

a, b = socket.socketpair()
a.send('name')
word = b.recv(10)
title = u'Größe: ' + word
print title.encode('utf-8')
print (u'%s=%d' % (word, 3)).encode('utf-8')
print word == u'name', unicode(word, 'ascii') + u'!'
