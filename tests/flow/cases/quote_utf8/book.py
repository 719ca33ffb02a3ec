# -*- coding: utf-8 -*-
# outcome: resolved
# Percent-encodes names for addresses: what is encoded first is quoted.
import urllib.request, urllib.parse, urllib.error

for name in ('Müller', 'plain'):
    quoted = urllib.parse.quote(name)
    print(quoted, urllib.parse.unquote(quoted) == name)
print(urllib.parse.unquote('caf%C3%A9'))
