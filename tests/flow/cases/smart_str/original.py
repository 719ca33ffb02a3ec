# outcome: resolved
# The helpers of a web framework: to unicode and back, whatever comes.
def smart_unicode(s, encoding='utf-8'):
    if isinstance(s, unicode):
        return s
    if not isinstance(s, basestring):
        return unicode(s)
    return s.decode(encoding)


def smart_str(s, encoding='utf-8'):
    if isinstance(s, unicode):
        return s.encode(encoding)
    return str(s)


for value in ('abc', u'd\xe9f', 42, None):
    text = smart_unicode(value)
    print type(text) is unicode, len(text), smart_str(text)
