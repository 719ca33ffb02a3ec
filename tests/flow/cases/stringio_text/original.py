# outcome: untouched
# StringIO as a buffer for text that is printed: stays text.
import sys
from StringIO import StringIO


def table(rows):
    out = StringIO()
    for row in rows:
        print >>out, ' | '.join([str(cell).rjust(5) for cell in row])
    return out.getvalue()


saved = sys.stdout
sys.stdout = capture = StringIO()
try:
    print 'captured', 42
finally:
    sys.stdout = saved
saved.write(table([(1, 'two', 3.5), ('a', None, '')]))
print repr(capture.getvalue())
