# outcome: resolved
# Parses an ini file opened in binary mode, with continuation lines.
import re

section_re = re.compile(r'^\[([^\]]+)\]')
option_re = re.compile(r'^(\w+)\s*[:=]\s*(.*)$')

f = open('app.ini', 'wb')
f.write(b'; comment\r\n[main]\r\nname = demo\r\npath: /tmp\r\n  /var\r\n[extra]\r\nn=1\r\n')
f.close()


def parse(path):
    result = {}
    current = option = None
    for line in open(path, 'rb').read().decode('utf-8').splitlines():
        if not line.strip() or line[0] in ';#':
            continue
        m = section_re.match(line)
        if m:
            current = result.setdefault(m.group(1), {})
            continue
        m = option_re.match(line)
        if m:
            option, value = m.groups()
            current[option] = value
        elif line[:1].isspace():
            current[option] += ' ' + line.strip()
    return result


config = parse('app.ini')
for section in sorted(config):
    for option in sorted(config[section]):
        print('%s.%s = %s' % (section, option, config[section][option]))
