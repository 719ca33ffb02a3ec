# outcome: resolved
# Log records with bytes among their arguments.
import logging
import io
import socket

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter('%(levelname)s %(message)s'))
log = logging.getLogger('demo')
log.addHandler(handler)
log.setLevel(logging.INFO)
a, b = socket.socketpair()
a.send(b'ready\n')
data = b.recv(10)  # kind: data is bytes
log.info('received %s', str(data.strip(), 'utf-8'))
log.warning('%d bytes', len(data))
print(stream.getvalue())
