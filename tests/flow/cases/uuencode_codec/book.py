# outcome: unresolved
# The codecs that str.encode knew in Python 2.
import codecs
original = 'some text, \x00\xff and more'
for name in ('hex', 'base64', 'zlib', 'string_escape'):
    coded = original.encode(name)
    print(name, len(coded) > 0, coded.decode(name) == original)
print(codecs.encode(b'abc', 'hex').decode('ascii'))
print(str(codecs.decode(b'YWJj', 'base64'), 'utf-8'))
print('tab\tnew\n'.encode('unicode_escape').decode('ascii'))
print(r'a\tb'.encode('latin-1', 'backslashreplace').decode('unicode_escape').split('\t'))
