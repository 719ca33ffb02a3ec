# -*- coding: utf-8 -*-
# outcome: untouched
# The hack at the head of many scripts.
import sys
reload(sys)
sys.setdefaultencoding('utf-8')

names = ['Ána', u'Łuk']
for name in names:
    print name
print u', '.join(names)
