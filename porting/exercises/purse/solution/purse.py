"""Compare purses: purse.py CENTS ..."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Amount:
    cents: int

    def __bool__(self):
        return self.cents != 0

    def __str__(self):
        return f"{self.cents} cents"


amounts = [Amount(int(text)) for text in sys.argv[1:]]
for amount in amounts:
    print(amount if amount else "an empty purse")
print("first and last are the same:", amounts[0] == amounts[-1])
print("different amounts:", len(set(amounts)))
print("in order:", ", ".join(str(amount) for amount in sorted(amounts)))
