"""Counts words in other processes, one for each file."""
import subprocess
import sys

for path in sys.argv[1:]:
    child = subprocess.Popen(
        [sys.executable, 'words.py'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, _ = child.communicate(open(path).read())
    print path, int(out)
