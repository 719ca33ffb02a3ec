# outcome: untouched
# A server of its own functions, called through a proxy.
import threading
import xmlrpc.client
from xmlrpc.server import SimpleXMLRPCServer


def reverse(text):
    return text[::-1]


def word_count(text):
    counts = {}
    for word in text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    return counts


server = SimpleXMLRPCServer(('127.0.0.1', 0), logRequests=False)
server.register_function(reverse)
server.register_function(word_count, 'count')
thread = threading.Thread(target=server.serve_forever)
thread.daemon = True
thread.start()
proxy = xmlrpc.client.ServerProxy('http://127.0.0.1:%d' % server.server_address[1])
print(proxy.reverse('stressed'))
for word, number in sorted(proxy.count('the cat and the hat').items()):
    print(word, number)
server.shutdown()
