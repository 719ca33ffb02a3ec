# outcome: untouched
# A CGI script: environment and standard input in, headers and page out.
import urllib.parse, html
import os
import sys

os.environ['REQUEST_METHOD'] = 'POST'
os.environ['CONTENT_TYPE'] = 'application/x-www-form-urlencoded'
os.environ['CONTENT_LENGTH'] = '27'
body = sys.stdin.read(int(os.environ['CONTENT_LENGTH']))
fields = urllib.parse.parse_qs(body)
print('Content-Type: text/html')
print()
for name in sorted(fields):
    print('<p>%s: %s</p>' % (html.escape(name, quote=False), html.escape(', '.join(fields[name]), quote=False)))
