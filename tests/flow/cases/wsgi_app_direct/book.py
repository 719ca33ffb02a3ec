# outcome: untold
# A WSGI application called by hand, as a test would.
from io import StringIO


def application(environ, start_response):
    length = int(environ.get('CONTENT_LENGTH') or 0)
    body = environ['wsgi.input'].read(length)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield 'method: %s\n' % environ['REQUEST_METHOD']
    yield 'body: %s\n' % body


def call(method, body):
    seen = []
    environ = {'REQUEST_METHOD': method, 'CONTENT_LENGTH': str(len(body)),
               'wsgi.input': StringIO(body)}

    def start_response(status, headers):
        seen.append(status)

    output = ''.join(application(environ, start_response))
    return seen[0], output


for method, body in [('GET', ''), ('POST', 'a=1&b=2')]:
    status, output = call(method, body)
    print(status)
    print(output, end=' ')
