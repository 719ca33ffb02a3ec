# outcome: resolved
# Reads JSON from a service; json.loads takes bytes, too.
import json
import socket
import threading
import urllib.request, urllib.parse, urllib.error


def serve(listener):
    conn, peer = listener.accept()
    conn.recv(2048)
    answer = json.dumps({'city': 'K\xf6ln', 'readings': [3, 4, 8]})
    conn.send(b'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n')
    conn.send(answer.encode('utf-8'))
    conn.close()


listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
threading.Thread(target=serve, args=(listener,)).start()
raw = urllib.request.urlopen('http://127.0.0.1:%d/' % listener.getsockname()[1]).read()  # kind: raw is bytes
reply = json.loads(raw)
print(reply['city'], sum(reply['readings']))
