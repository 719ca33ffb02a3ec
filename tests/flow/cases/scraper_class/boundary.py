# outcome: resolved
"""Weather station reader, one class, as a cron job would run it."""
import re
import socket
import threading
from urllib.request import urlopen
from urllib.parse import urlencode


class Station(object):
    temperature = re.compile(r'<td class="temp">(-?\d+\.\d)</td>')
    place = re.compile(r'<h1>([^<]+)</h1>')

    def __init__(self, host, port):
        self.base = "http://%s:%s/now?" % (host, port)
        self.page = None

    def fetch(self, code):
        u = urlopen(self.base + urlencode({'station': code}))
        self.page = u.read().decode(u.headers.get_content_charset('utf-8'))
        u.close()

    def report(self):
        m = self.place.search(self.page)  # kind: self.page is bytes
        if not m:
            return "no such station"
        temps = [float(t) for t in self.temperature.findall(self.page)]
        return "%s: min %.1f max %.1f" % (m.group(1), min(temps), max(temps))


def fake_site(listener):
    sock, addr = listener.accept()
    request = sock.recv(1000)
    code = request.split(b"station=")[1].split()[0]  # kind: request is bytes; code is bytes
    sock.send(b"HTTP/1.0 200 OK\r\n\r\n")
    sock.send(b'<h1>Station %s</h1><td class="temp">-3.5</td><td class="temp">12.0</td>' % code)
    sock.close()


listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(('127.0.0.1', 0))
listener.listen(5)
thread = threading.Thread(target=fake_site, args=(listener,))
thread.daemon = True
thread.start()
station = Station(*listener.getsockname())
station.fetch('EDDF')
print(station.report())
