"""Print a receipt. Each line of standard input is an order: count, tea, price in cents."""

import sys

TEAS = ["Assam", "Mint", "Sencha"]
COINS = [200, 100, 50, 20, 10]


def euros(cents):
    return f"{cents // 100}.{cents % 100:02}"


def coins_for(cents):
    for coin in COINS:
        number, cents = divmod(cents, coin)
        yield from [coin] * number


total = 0
print("TEA SHOP\n--------")
for line in sys.stdin:
    count, name, price = line.split()
    if name not in TEAS:
        print("not on the list:", name, file=sys.stderr)
        continue
    cents = int(count) * int(price)
    total += cents
    print(f"{count} x {name} \t{euros(cents)}")
print(f"Total \t{euros(total)}")

print("Coins:", *coins_for(total))
print("Thank you!")
