# outcome: untold
# The functions of the string module, on what a binary file holds.
import string

f = open('list', 'wb')
f.write(b'Alpha,beta, Gamma\n')
f.close()
data = open('list', 'rb').read()
words = data.strip().split(',')
words = list(map(str.lower, list(map(str.strip, words))))
print('+'.join(words))
print(data.find('beta'), data.replace(',', ';').rstrip())
print(words[0].upper(), string.zfill('7', 3))
