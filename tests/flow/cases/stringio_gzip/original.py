# outcome: resolved
# Compresses in memory, as servers did for clients that accept it.
import gzip
import StringIO


def gzip_string(text):
    buf = StringIO.StringIO()
    f = gzip.GzipFile(mode='wb', fileobj=buf, mtime=0)
    f.write(text)
    f.close()
    return buf.getvalue()


def gunzip_string(data):
    return gzip.GzipFile(fileobj=StringIO.StringIO(data)).read()


body = '<p>hello hello hello</p>\n' * 10
packed = gzip_string(body)
print len(packed) < len(body), ord(packed[0]), ord(packed[1])
text = gunzip_string(packed)
print text == body, text.count('hello')
