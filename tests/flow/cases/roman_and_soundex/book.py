# outcome: untouched
# Soundex: string methods and translate with None.
import string

digits = str.maketrans('bfpvcgjkqsxzdtlmnr', '111122222222334556')


def soundex(name):
    name = name.lower()
    coded = name.translate(str.maketrans("", "", 'aeiouhwy')).translate(digits)
    result = name[0].upper()
    for c in coded[1:] if name[0] not in 'aeiou' else coded:
        if c != result[-1]:
            result += c
    return (result + '000')[:4]


for name in ('Robert', 'Rupert', 'Tymczak', 'Euler'):
    print(name, soundex(name))
