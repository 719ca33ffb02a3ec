# outcome: untouched
# Wraps paragraphs; nothing here is binary.
import textwrap
import time

TEXT = 'The quick brown fox jumps over the lazy dog, and the dog does not mind at all.'
for line in textwrap.wrap(TEXT, 30):
    print('|%s|' % line.ljust(30))
print(time.strftime('%Y-%m-%d %H:%M', time.gmtime(0)))
print('%-10s%5.1f%%' % ('done', 99.5))
print(', '.join(sorted(TEXT.lower().replace(',', '').replace('.', '').split())[:3]))
