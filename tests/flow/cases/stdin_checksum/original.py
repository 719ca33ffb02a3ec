# outcome: resolved
# The BSD checksum of standard input, block by block.
import sys


def checksum(stream):
    total = 0
    while True:
        block = stream.read(16)
        if not block:
            return total
        for c in block:
            total = (total >> 1) + ((total & 1) << 15)
            total = (total + ord(c)) & 0xffff


print '%05d' % checksum(sys.stdin)
