# outcome: resolved
# A substitution cipher over the letters; text in, text out.
import string


def make_table(shift):
    lower = string.ascii_lowercase
    upper = string.ascii_uppercase
    return string.maketrans(lower + upper,
                            lower[shift:] + lower[:shift] + upper[shift:] + upper[:shift])


message = 'The Quick Brown Fox, 1984!'
coded = message.translate(make_table(3))
print coded
print coded.translate(make_table(23))
print message.encode('rot13')
letters = {}
for c in coded.lower():
    if c in string.letters:
        letters[c] = letters.get(c, 0) + 1
print sorted(letters.items())[:4]
