"""Sort the members of a choir by voice, then by name: members.py FILE"""

import sys


def voice_and_name(line):
    name, voice = line.split(b";")
    return voice.strip(), name


with open(sys.argv[1], "rb") as members:
    lines = members.readlines()
lines.sort(key=voice_and_name)
with open("sorted.txt", "wb") as output:
    output.writelines(lines)
print(len(lines), "members")
