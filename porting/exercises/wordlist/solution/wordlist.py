"""Print the words of standard input, each once, with the help of tidy.py."""

import subprocess
import sys

TIDY = [sys.executable, "tidy.py"]


def run(*options, text=""):
    done = subprocess.run(
        [*TIDY, *options], input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return done.stdout


words = run(text=sys.stdin.read())
for number, word in enumerate(words.splitlines(), start=1):
    if word:
        print(f"{number}. {word}")
print("made by", run("--version").strip())
