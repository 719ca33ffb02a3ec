# outcome: resolved
# Parses answers of UPnP devices as they come by UDP.
import re
import socket
import urllib.parse

ANSWERS = [b'HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nLOCATION: http://10.0.0.1:80/desc.xml\r\nSERVER: Box/1.0\r\n\r\n',
           b'HTTP/1.1 200 OK\r\nst: ssdp:all\r\nlocation: http://10.0.0.2/\r\n\r\n',
           b'NOTIFY * HTTP/1.1\r\n\r\n']

receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(('127.0.0.1', 0))
receiver.settimeout(2)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for answer in ANSWERS:
    sender.sendto(answer, receiver.getsockname())


class Device(object):
    def __init__(self, data):
        self.status, _, rest = data.partition(b'\r\n')
        self.headers = dict((k.upper(), v) for k, v in re.findall(br'(?m)^([^:\r\n]+):\s*(.*?)\r$', rest))

    def host(self):
        return urllib.parse.urlparse(self.headers[b'LOCATION']).netloc

    def __repr__(self):
        return '<Device %s at %s>' % (str(self.headers.get(b'SERVER', b'unknown'), 'utf-8'), str(self.host(), 'utf-8'))


found = []
for n in range(len(ANSWERS)):
    data, address = receiver.recvfrom(2048)
    if not data.startswith(b'HTTP/1.1 200'):
        print('ignored', str(data.split()[0], 'utf-8'))
        continue
    found.append(Device(data))  # kind: data is bytes
for device in found:
    print(device, str(device.status.split(b' ', 2)[-1], 'utf-8'))
print(len(set(d.host() for d in found)))
