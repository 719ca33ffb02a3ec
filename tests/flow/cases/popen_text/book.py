# outcome: untouched
# os.popen gives text in both Pythons: nothing to do.
import os

pipe = os.popen('echo one two; echo three')
for line in pipe:
    words = line.split()  # kind: line is text
    print(len(words), words[0])
status = pipe.close()
print(status)
print(os.popen('echo last').read().strip().upper())
