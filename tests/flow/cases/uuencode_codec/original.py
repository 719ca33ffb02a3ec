# outcome: unresolved
# The codecs that str.encode knew in Python 2.
original = 'some text, \x00\xff and more'
for name in ('hex', 'base64', 'zlib', 'string_escape'):
    coded = original.encode(name)
    print name, len(coded) > 0, coded.decode(name) == original
print 'abc'.encode('hex')
print 'YWJj'.decode('base64')
print 'tab\tnew\n'.encode('string_escape')
print r'a\tb'.decode('string_escape').split('\t')
