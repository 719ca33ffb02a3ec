"""Threads share work, and say what they did."""
import Queue
import threading
import time

jobs = Queue.Queue()
lock = threading.Lock()


def work(name):
    while True:
        try:
            seconds = jobs.get_nowait()
        except Queue.Empty:
            return
        time.sleep(seconds)
        with lock:
            print '%s slept %d at %s' % (name, seconds, time.strftime('%H:%M:%S'))


for seconds in (3, 1, 2, 1):
    jobs.put(seconds)
threads = [threading.Thread(target=work, args=(name,)) for name in 'AB']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print 'all done'
