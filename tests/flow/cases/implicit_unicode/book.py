# -*- coding: utf-8 -*-
# outcome: resolved
# str and unicode mixed: ASCII is converted without a word.
import socket

a, b = socket.socketpair()
a.send(b'name')
word = b.recv(10)
title = 'Größe: ' + str(word, 'utf-8')
print(title)
print(('%s=%d' % (str(word, 'utf-8'), 3)))
print(str(word, 'utf-8') == 'name', str(word, 'ascii') + '!')
