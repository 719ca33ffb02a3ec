# outcome: resolved
# The helpers of a web framework: to unicode and back, whatever comes.
def smart_unicode(s, encoding='utf-8'):
    if isinstance(s, str):
        return s
    if not isinstance(s, str):
        return str(s)
    return s


def smart_str(s, encoding='utf-8'):
    if isinstance(s, str):
        return str(s.encode(encoding), 'utf-8')
    return str(s)


for value in ('abc', 'd\xe9f', 42, None):
    text = smart_unicode(value)
    print(type(text) is str, len(text), smart_str(text))
