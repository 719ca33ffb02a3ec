"""Print labels for the spice shelf: labels.py SPICE, or --prices, or --help"""

import sys

NAMES = {"paprika": "Paprika", "caraway": "Kümmel", "cardamom": "Kardamom"}
PRICES = [("paprika", 3), ("caraway", 2), ("cardamom", 7)]
EURO = "€"
LINE = "─" * 12


def label(name):
    return f"{LINE}\n{name.upper().center(12).rstrip()}\n{LINE}"


wanted = sys.argv[1]
if wanted == "--prices":
    for spice, price in PRICES:
        print(f"{NAMES[spice]} {price} {EURO}")
elif wanted == "--help":
    print(r"Alt+E for \u20ac")
else:
    name = NAMES[wanted]
    print(label(name))
    print(f"needs {len(name.encode('utf-8'))} bytes in the printer")
