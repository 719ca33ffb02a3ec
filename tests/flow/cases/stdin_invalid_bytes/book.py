# outcome: unresolved
# Strips everything above ASCII from its input, whatever it was.
import sys

text = sys.stdin.read()
clean = ''.join([c for c in text if ord(c) < 128])
print(len(text) - len(clean), 'bytes dropped')
print(clean.strip())
