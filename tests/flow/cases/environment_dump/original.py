# outcome: untouched
# Environment and arguments are text: leave them.
import os
import sys

os.environ['GREETING'] = 'hello'
os.environ['EMPTY'] = ''
for name in ('GREETING', 'EMPTY', 'SURELY_NOT_SET'):
    value = os.environ.get(name)
    if value is None:
        print name, 'unset'
    else:
        print '%s=%s' % (name, value.upper())
print os.path.join('a', 'b' + os.extsep + 'txt'), len(sys.argv)
print os.path.expandvars('$GREETING world').split()[0]
