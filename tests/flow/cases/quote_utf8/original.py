# -*- coding: utf-8 -*-
# outcome: resolved
# Percent-encodes names for addresses: what is encoded first is quoted.
import urllib

for name in (u'Müller', u'plain'):
    quoted = urllib.quote(name.encode('utf-8'))
    print quoted, urllib.unquote(quoted) == name.encode('utf-8')
print urllib.unquote('caf%C3%A9')
