# -*- coding: utf-8 -*-
# outcome: resolved
# Counts bytes of a text file, which Python 3 counts as characters.
out = open('text', 'w')
out.write('äöü\n')
out.close()
content = open('text').read()
print len(content), len(content.decode('utf-8'))
