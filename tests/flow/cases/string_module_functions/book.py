# outcome: untold
# The functions of the string module, on what a binary file holds.
import string

f = open('list', 'wb')
f.write(b'Alpha,beta, Gamma\n')
f.close()
data = open('list', 'rb').read()
words = data.strip().split(b',')
words = list(map(str.lower, list(map(str.strip, words))))
print(str(b'+'.join(words), 'utf-8'))
print(data.find(b'beta'), str(data.replace(b',', b';').rstrip(), 'utf-8'))
print(str(words[0].upper(), 'utf-8'), '7'.zfill(3))
