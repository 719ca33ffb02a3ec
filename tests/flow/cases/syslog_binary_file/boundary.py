# outcome: resolved
# Opens the log in binary mode, as Windows users learned to.
import re
import codecs

LOG = (b'Jan  3 10:01:02 web sshd[311]: Failed password for root from 10.1.1.1\r\n'
       b'Jan  3 10:01:09 web sshd[311]: Failed password for admin from 10.1.1.2\r\n'
       b'Jan  3 10:02:00 web cron[99]: (root) CMD (run-parts)\r\n')
out = open('auth.log', 'wb')
out.write(LOG)
out.close()

failed = re.compile(r'sshd\[(\d+)\]: Failed password for (\w+) from ([\d.]+)')
users = set()
f = open('auth.log', 'rb')
for number, line in enumerate(codecs.iterdecode(f, 'utf-8')):
    line = line.rstrip('\r\n')  # kind: line is bytes
    m = failed.search(line)
    if m:
        users.add(m.group(2))
        print('%d: %s from %s' % (number + 1, m.group(2), m.group(3)))
    elif 'cron' in line:
        print('%d: cron' % (number + 1))
f.close()
print(', '.join(sorted(users)))
