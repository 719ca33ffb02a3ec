# outcome: resolved
# Escapes and unescapes entities with a regular expression and a table.
import html.entities
import re
from html import escape


def unescape(text):
    def fixup(m):
        text = m.group(0)
        if text[:3] == '&#x':
            return chr(int(text[3:-1], 16))
        if text[:2] == '&#':
            return chr(int(text[2:-1]))
        name = text[1:-1]
        if name in html.entities.name2codepoint:
            return chr(html.entities.name2codepoint[name])
        return text
    return re.sub(r'&#?\w+;', fixup, text)


print(unescape('&lt;caf&eacute;&gt; &#955; &#x41; &nosuch;'))
print(escape('<a & b>', quote=False), escape('"quoted"', quote=False).replace('"', "&quot;"))
