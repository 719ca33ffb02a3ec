# outcome: resolved
# Parses answers of UPnP devices as they come by UDP.
import re
import socket
import urlparse

ANSWERS = ['HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nLOCATION: http://10.0.0.1:80/desc.xml\r\nSERVER: Box/1.0\r\n\r\n',
           'HTTP/1.1 200 OK\r\nst: ssdp:all\r\nlocation: http://10.0.0.2/\r\n\r\n',
           'NOTIFY * HTTP/1.1\r\n\r\n']

receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(('127.0.0.1', 0))
receiver.settimeout(2)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for answer in ANSWERS:
    sender.sendto(answer, receiver.getsockname())


class Device(object):
    def __init__(self, data):
        self.status, _, rest = data.partition('\r\n')
        self.headers = dict((k.upper(), v) for k, v in re.findall(r'(?m)^([^:\r\n]+):\s*(.*?)\r$', rest))

    def host(self):
        return urlparse.urlparse(self.headers['LOCATION']).netloc

    def __repr__(self):
        return '<Device %s at %s>' % (self.headers.get('SERVER', 'unknown'), self.host())


found = []
for n in range(len(ANSWERS)):
    data, address = receiver.recvfrom(2048)
    if not data.startswith('HTTP/1.1 200'):
        print 'ignored', data.split()[0]
        continue
    found.append(Device(data))  # kind: data is bytes
for device in found:
    print device, device.status.split(' ', 2)[-1]
print len(set(d.host() for d in found))
