# outcome: resolved
# Saves a download in a file opened with 'w', as worked on Unix.
import os
import socket
import threading
import urllib


def site(listener):
    conn, _ = listener.accept()
    conn.recv(1000)
    conn.sendall('HTTP/1.0 200 OK\r\nContent-Type: image/gif\r\n\r\nGIF89a\x01\x00\xff')
    conn.close()


listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
threading.Thread(target=site, args=(listener,)).start()
f = open('logo.gif', 'w')
f.write(urllib.urlopen('http://127.0.0.1:%d/logo.gif' % listener.getsockname()[1]).read())
f.close()
print os.path.getsize('logo.gif'), open('logo.gif', 'rb').read(6)
