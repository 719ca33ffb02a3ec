# outcome: resolved
# Collects links from a page in a binary file.
from html.parser import HTMLParser


class Links(HTMLParser):
    def __init__(self):
        HTMLParser.__init__(self)
        self.links = []

    def handle_starttag(self, tag, attrs):
        if tag == 'a':
            self.links.append(dict(attrs).get('href', ''))


out = open('page.html', 'wb')
out.write(b'<p><a href="x.html">X</a> caf\xc3\xa9 <a name="y">')
out.close()
parser = Links()
parser.feed(open('page.html', 'rb').read().decode('utf-8'))
parser.close()
print(parser.links)
