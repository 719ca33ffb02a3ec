# outcome: resolved
# One pattern constant searches a binary file and text: two are needed.
import re

WORD = re.compile(r'[a-z]+')


def words_of_file(path):
    f = open(path, 'rb')
    data = f.read().decode('utf-8')  # kind: data is bytes
    f.close()
    return len(WORD.findall(data))


def words_of_text(text):
    return len(WORD.findall(text))


out = open('words', 'wb')
out.write(b'\x00one two\x00three')
out.close()
print(words_of_file('words'), words_of_text('four five'))
