"""Cook orders by their urgency: kitchen.py URGENCY:DISH ..."""

import sys
from dataclasses import dataclass
from queue import PriorityQueue
from threading import Thread, current_thread

CLOSED = 99


@dataclass(order=True)
class Order:
    urgency: int
    dish: str = ""


orders = PriorityQueue()
cooked = []


def cook_all():
    while True:
        order = orders.get()
        if order.urgency == CLOSED:
            break
        cooked.append(f"{order.dish} by {current_thread().name}")


for text in sys.argv[1:]:
    urgency, dish = text.split(":")
    orders.put(Order(int(urgency), dish))
orders.put(Order(CLOSED))

cook = Thread(target=cook_all, name="Ada", daemon=True)
cook.start()
cook.join(10)
print("still cooking:", cook.is_alive())
for line in cooked:
    print(line)
print(len(cooked), "dishes")
