# outcome: resolved
# Hands a message to a program through a pipe, as CGI scripts did.
import subprocess
import sys

TEMPLATE = """To: %(to)s
Subject: %(subject)s

Dear %(name)s,
you owe us %(amount).2f.
"""


def send(to, name, amount):
    program = "import sys; sys.stdout.write(sys.stdin.read().upper())"
    p = subprocess.Popen([sys.executable, '-c', program],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, err = p.communicate(TEMPLATE % {'to': to, 'subject': 'bill', 'name': name, 'amount': amount})
    return p.returncode, out


for to, name, amount in [('x@y', 'Ann', 3.5), ('z@w', 'Bob', 10)]:
    status, output = send(to, name, amount)  # kind: output is bytes
    lines = output.splitlines()
    print status, lines[0], '|', lines[-1]
