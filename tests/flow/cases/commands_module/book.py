# outcome: untouched
# The commands module, gone in Python 3, gave text.
import subprocess

status, output = subprocess.getstatusoutput('echo hello; exit 3')
print(status != 0, output)
text = subprocess.getoutput('printf "a b\\nc d\\n"')
for line in text.split('\n'):
    print(line.split(' ')[1])
