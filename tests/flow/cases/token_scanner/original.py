# outcome: untouched
# A tokeniser for arithmetic: shared pattern constants, text only.
import re

NUMBER = r'\d+(?:\.\d+)?'
NAME = r'[A-Za-z_]\w*'
TOKEN = re.compile(r'\s*(?:(%s)|(%s)|(.))' % (NUMBER, NAME))


def tokens(source):
    for number, name, operator in TOKEN.findall(source):
        if number:
            yield 'number', float(number)
        elif name:
            yield 'name', name
        else:
            yield 'op', operator


for kind, value in tokens('area = 3.14*r2 + (4 / x)'):
    print kind, value
