# outcome: resolved
# Writes a compressed log and counts what is in it.
import gzip
import codecs

log = gzip.open('access.log.gz', 'wb')
log.write(b'10.0.0.1 GET /index.html 200\n')
log.write(b'10.0.0.2 GET /missing 404\n')
log.write(b'10.0.0.1 POST /form 200\n')
log.close()

hits = {}
errors = 0
for line in codecs.iterdecode(gzip.open('access.log.gz'), 'utf-8'):
    host, verb, path, status = line.split()  # kind: line is bytes; host is bytes
    hits[host] = hits.get(host, 0) + 1
    if status.startswith('4'):
        errors += 1
        print('missing:', path)
for host in sorted(hits):
    print('%s %d' % (host, hits[host]))
print('errors: %d' % errors)
