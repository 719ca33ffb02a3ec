"""Cook orders by their urgency: kitchen.py URGENCY:DISH ..."""

import sys
from Queue import PriorityQueue
from threading import Thread, currentThread

CLOSED = 99
orders = PriorityQueue()
cooked = []


def cook_all():
    while True:
        urgency, order = orders.get()
        if urgency == CLOSED:
            break
        cooked.append('%s by %s' % (order['dish'], currentThread().getName()))


for text in sys.argv[1:]:
    urgency, dish = text.split(':')
    orders.put((int(urgency), {'dish': dish}))
orders.put((CLOSED, {}))

cook = Thread(target=cook_all, name='Ada')
cook.setDaemon(True)
cook.start()
cook.join(10)
print('still cooking: %s' % cook.isAlive())
for line in cooked:
    print(line)
print('%d dishes' % len(cooked))
