#!/usr/bin/env python3
import csv
import sys


def main():
    rows = csv.reader(open(sys.argv[1], newline=""))
    total = {}
    for name, amount in rows:
        total[name] = total.get(name, 0) + int(amount)
    for name in sorted(total.keys()):
        print(name, total[name] / 2)
    open("out.txt", "w").write(str(total))


if __name__ == "__main__":
    main()
