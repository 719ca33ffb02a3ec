# outcome: resolved
# Runs a program and reads what it says, line by line.
import subprocess
import sys

CODE = "import sys\nfor n in range(3):\n    sys.stdout.write('item %d: caf\\xc3\\xa9\\n' % n)\n"


def run(code):
    process = subprocess.Popen([sys.executable, '-c', "print('a=1'); print('b=2'); print('# end')"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    settings = {}
    for line in process.stdout:  # kind: line is bytes
        line = line.strip()
        if line.startswith('#'):
            continue
        name, value = line.split('=')
        settings[name] = value
    process.wait()
    return settings


settings = run(CODE)
for name in sorted(settings):
    print name, 'is', settings[name]
