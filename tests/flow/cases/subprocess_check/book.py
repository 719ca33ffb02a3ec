# outcome: resolved
# check_output and the error that it raises.
import subprocess
import sys


def ask(expression):
    try:
        out = subprocess.check_output([sys.executable, '-c', 'print(%s)' % expression],
                                      stderr=subprocess.STDOUT)
    except subprocess.CalledProcessError as e:
        return b'failed: ' + e.output.strip().split(b'\n')[-1]
    return out.strip()


print(str(ask('6 * 7'), 'utf-8'))
print(str(ask('1 / 0').split(b':')[1].strip(), 'utf-8'))
print(str(ask('"-".join("abc")'), 'utf-8'))
