"""Read the orders of a bakery. Each line of standard input: a number and a product."""

import sys

PRODUCTS = ["rolls", "loaf", "pretzels"]


class OrderError(Exception):
    pass


def read_order(line):
    number, product = line.split(None, 1)
    product = product.strip()
    if product not in PRODUCTS:
        raise OrderError(f"we do not bake {product}")
    try:
        number = int(number)
    except ValueError as wrong:
        raise OrderError(f"how many? ({wrong})") from wrong
    if number == 0:
        raise OrderError("none ordered")
    return number, product


mistake = None
for line in sys.stdin:
    try:
        number, product = read_order(line)
    except OrderError as error:
        print(f"skipped: {line.strip()}")
        mistake = error
    else:
        print(f"{number} x {product}")

if mistake:
    print(f"last mistake: {mistake}")
else:
    print("no mistakes")
