# outcome: resolved
# Feeds a response straight into csv.reader.
import csv
import socket
import threading
import urllib2


def site(listener):
    conn, _ = listener.accept()
    conn.recv(1000)
    conn.sendall('HTTP/1.0 200 OK\r\n\r\nsymbol,price\nABC,10.5\nX Y,"1,000"\n')
    conn.close()


listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
threading.Thread(target=site, args=(listener,)).start()
response = urllib2.urlopen('http://127.0.0.1:%d/q.csv' % listener.getsockname()[1])
reader = csv.reader(response)
print reader.next()
for symbol, price in reader:
    print symbol, float(price.replace(',', ''))
