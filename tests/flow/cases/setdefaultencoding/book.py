# -*- coding: utf-8 -*-
# outcome: untouched
# The hack at the head of many scripts.
import sys
import importlib
pass
pass

names = ['Ána', 'Łuk']
for name in names:
    print(name)
print(', '.join(names))
