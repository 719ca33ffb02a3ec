# outcome: resolved
# Threads take blocks from a queue and hash them.
import hashlib
import Queue
import threading

jobs = Queue.Queue()
results = {}


def worker():
    while True:
        item = jobs.get()
        if item is None:
            break
        number, block = item
        results[number] = hashlib.md5(block).hexdigest()


f = open('input', 'wb')
f.write('a' * 10 + 'b' * 10 + 'c' * 5)
f.close()
threads = [threading.Thread(target=worker) for i in range(2)]
for t in threads:
    t.start()
f = open('input', 'rb')
for number, block in enumerate(iter(lambda: f.read(10), '')):
    jobs.put((number, block))
for t in threads:
    jobs.put(None)
for t in threads:
    t.join()
for number in sorted(results):
    print number, results[number][:10]
