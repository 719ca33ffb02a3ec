#!/usr/bin/env python3
# outcome: untouched
# Apache access log on standard input: hits per path, bytes per host.
import re
import sys

LINE = re.compile(r'(\S+) \S+ \S+ \[([^]]+)\] "(\S+) (\S+)[^"]*" (\d{3}) (\d+|-)')

hits = {}
traffic = {}
bad = 0
for line in sys.stdin:
    match = LINE.match(line)
    if not match:
        bad += 1
        continue
    host, when, verb, path, status, size = match.groups()
    hits[path] = hits.get(path, 0) + 1
    if size != '-':
        traffic[host] = traffic.get(host, 0) + int(size)
for path, count in sorted(hits.items(), key=lambda item: (-item[1], item[0])):
    print('%5d %s' % (count, path))
for host in sorted(traffic):
    print(host, traffic[host])
print(bad, 'lines not understood', file=sys.stderr)
print('bad:', bad)
