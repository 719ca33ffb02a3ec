# outcome: resolved
# Lines read by one thread are counted by another, by way of a queue.
import Queue
import os
import threading


def reader(fd, lines):
    rest = ''
    while True:
        data = os.read(fd, 7)
        if not data:
            break
        rest += data
        while '\n' in rest:
            line, rest = rest.split('\n', 1)
            lines.put(line)
    lines.put(None)


r, w = os.pipe()
os.write(w, 'GET a\nPUT b\nGET c\n')
os.close(w)
lines = Queue.Queue()
threading.Thread(target=reader, args=(r, lines)).start()
counts = {}
while True:
    line = lines.get()
    if line is None:
        break
    verb = line.split()[0]
    counts[verb] = counts.get(verb, 0) + 1
for verb in sorted(counts):
    print verb, counts[verb]
