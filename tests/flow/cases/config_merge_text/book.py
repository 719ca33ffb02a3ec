# outcome: untouched
# Merges two text files of settings into one report.
import os


def read(path):
    values = {}
    for line in open(path):
        line = line.split('#')[0].strip()
        if '=' in line:
            name, value = line.split('=', 1)
            values[name.strip()] = value.strip()
    return values


for name, content in (('default.conf', 'host = a # the host\nport=1\n'), ('user.conf', 'port = 2\n')):
    f = open(name, 'w')
    f.write(content)
    f.close()
merged = read('default.conf')
merged.update(read('user.conf'))
out = open('merged.conf', 'w')
for name in sorted(merged):
    print('%s=%s' % (name, merged[name]), file=out)
out.close()
print(open('merged.conf').read().split('\n'))
os.remove('merged.conf')
