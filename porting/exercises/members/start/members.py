"""Sort the members of a choir by voice, then by name: members.py FILE"""

import sys


def voice_and_name(line):
    name, voice = line.split(';')
    return voice.strip(), name


name = sys.argv[1]
with open(name) as members:
    lines = members.readlines()
lines.sort(key=voice_and_name)
with open('sorted.txt', 'w') as output:
    for line in lines:
        output.write(line)
print('%d members' % len(lines))
