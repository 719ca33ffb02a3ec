"""Print the words of standard input, each once, with the help of tidy.py."""

import subprocess
import sys

text = sys.stdin.read()
tidy = subprocess.Popen(
    [sys.executable, 'tidy.py'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
words, errors = tidy.communicate(text)
for number, word in enumerate(words.split('\n')):
    if word:
        print('%d. %s' % (number + 1, word))
version = subprocess.check_output([sys.executable, 'tidy.py', '--version'])
print('made by %s' % version.strip())
