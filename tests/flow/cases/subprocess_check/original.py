# outcome: resolved
# check_output and the error that it raises.
import subprocess
import sys


def ask(expression):
    try:
        out = subprocess.check_output([sys.executable, '-c', 'print(%s)' % expression],
                                      stderr=subprocess.STDOUT)
    except subprocess.CalledProcessError, e:
        return 'failed: ' + e.output.strip().split('\n')[-1]
    return out.strip()


print ask('6 * 7')
print ask('1 / 0').split(':')[1].strip()
print ask('"-".join("abc")')
