# outcome: unresolved
# A CGI script that prints its headers and writes an image behind them.
import struct
import sys

print 'Content-Type: image/x-raw'
print
sys.stdout.write(struct.pack('>4H', 2, 1, 255, 65535))
