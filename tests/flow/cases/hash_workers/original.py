# outcome: resolved
# Worker threads hash files; results come through a queue.
import hashlib
import os
import Queue
import threading

CONTENT = {'one': 'first\n', 'two': '\x00\x01\x02', 'three': 'caf\xe9'}
for name in CONTENT:
    f = file(name, 'wb')
    f.write(CONTENT[name])  # kind: CONTENT[name] is native
    f.close()


class Worker(threading.Thread):
    def __init__(self, jobs, results):
        threading.Thread.__init__(self)
        self.jobs, self.results = jobs, results

    def run(self):
        while True:
            name = self.jobs.get()
            if name is None:
                break
            h = hashlib.sha1()
            size = 0
            with open(name, 'rb') as f:
                for block in iter(lambda: f.read(2), ''):
                    h.update(block)  # kind: block is bytes
                    size += len(block)
            self.results.put((name, size, h.hexdigest()))


jobs, results = Queue.Queue(), Queue.Queue()
workers = [Worker(jobs, results) for _ in range(2)]
for w in workers:
    w.start()
for name in CONTENT:
    jobs.put(name)
for w in workers:
    jobs.put(None)
for w in workers:
    w.join()
rows = []
while not results.empty():
    rows.append(results.get())
rows.sort()
for name, size, digest in rows:
    print '%-6s %2d %s %d' % (name, size, digest[:8], os.path.getsize(name))
