# outcome: resolved
# Parses a directory listing as an FTP server sends it.
import socket

MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
LISTING = ('-rw-r--r--   1 ftp ftp     1024 Mar 12  2009 readme.txt\r\n'
           'drwxr-xr-x   2 ftp ftp     4096 Jan 01 12:30 pub\r\n'
           '-rw-r--r--   1 ftp ftp  2048000 Dec 24  2012 na\xc3\xafve file.zip\r\n')


def parse(line):
    fields = line.split(None, 8)
    return {'name': fields[8], 'size': int(fields[4]), 'dir': line[0] == 'd',
            'month': MONTHS.index(fields[5]) + 1}


a, b = socket.socketpair()
a.sendall(LISTING)
a.close()
data = ''
while True:
    chunk = b.recv(50)
    if not chunk:
        break
    data += chunk
total = 0
for line in data.split('\r\n'):
    if not line:
        continue
    entry = parse(line)
    total += entry['size']
    print '%2d %8d %s%s' % (entry['month'], entry['size'], entry['name'],
                            entry['dir'] and '/' or '')
print 'total', total
