# encoding: latin-1
# outcome: untold
# Counts words in text of which the encoding is known to be Latin-1.
import re
import sys

text = sys.stdin.read()
words = re.findall(r'[^\s.,;!?]+', text.lower())
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
ranking = [(-count, word) for word, count in counts.items()]
ranking.sort()
for count, word in ranking[:5]:
    print '%s: %d' % (word, -count)
