"""List samples by their result. Each line of standard input: a name and a number, or - for none."""

import sys


def result_of(sample):
    """What samples are sorted by: those without a result first."""
    _, result = sample
    return (False, 0.0) if result is None else (True, result)


samples = []
for line in sys.stdin:
    name, result = line.split()
    samples.append((name, None if result == "-" else float(result)))

samples.sort(key=result_of)
for name, result in samples:
    print(f"{name}: {result}")
print(f"highest: {max(samples, key=result_of)[0]}")
