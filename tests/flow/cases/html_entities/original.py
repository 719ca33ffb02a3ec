# outcome: resolved
# Escapes and unescapes entities with a regular expression and a table.
import htmlentitydefs
import re
from cgi import escape


def unescape(text):
    def fixup(m):
        text = m.group(0)
        if text[:3] == '&#x':
            return unichr(int(text[3:-1], 16))
        if text[:2] == '&#':
            return unichr(int(text[2:-1]))
        name = text[1:-1]
        if name in htmlentitydefs.name2codepoint:
            return unichr(htmlentitydefs.name2codepoint[name])
        return text
    return re.sub(r'&#?\w+;', fixup, text)


print unescape(u'&lt;caf&eacute;&gt; &#955; &#x41; &nosuch;').encode('utf-8')
print escape('<a & b>'), escape('"quoted"', True)
