# outcome: resolved
# Compresses in memory, as servers did for clients that accept it.
import gzip
import io
from io import BytesIO


def gzip_string(text):
    buf = BytesIO()
    f = gzip.GzipFile(mode='wb', fileobj=buf, mtime=0)
    f.write(text)
    f.close()
    return buf.getvalue()


def gunzip_string(data):
    return gzip.GzipFile(fileobj=BytesIO(data)).read()


body = b'<p>hello hello hello</p>\n' * 10
packed = gzip_string(body)
print(len(packed) < len(body), packed[0], packed[1])
text = gunzip_string(packed)
print(text == body, text.count(b'hello'))
