# outcome: untold
# The functions of the string module, on what a binary file holds.
import string

f = open('list', 'wb')
f.write('Alpha,beta, Gamma\n')
f.close()
data = open('list', 'rb').read()
words = string.split(string.strip(data), ',')
words = map(string.lower, map(string.strip, words))
print string.join(words, '+')
print string.find(data, 'beta'), string.replace(data, ',', ';').rstrip()
print string.upper(words[0]), string.zfill('7', 3)
