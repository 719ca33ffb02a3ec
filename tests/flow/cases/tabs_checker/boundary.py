# outcome: untold
# Looks for tabs and trailing spaces in sources read as bytes.
import tokenize
import io
from io import BytesIO

SOURCE = b'def f():\n\treturn 1 \n\n# end\n'


def check(text):
    for number, line in enumerate(text.splitlines()):
        if '\t' in line:
            yield number + 1, 'tab'
        if line != line.rstrip():
            yield number + 1, 'trailing space'


f = open('source.py', 'wb')
f.write(SOURCE)
f.close()
for number, problem in check(open('source.py', 'rb').read().decode('utf-8')):
    print('%d: %s' % (number, problem))
names = [t[1] for t in tokenize.generate_tokens(BytesIO(SOURCE).readline)
         if t[0] == tokenize.NAME]
print(names)
