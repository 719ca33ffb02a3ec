# outcome: untouched
# A command-line tool with options, on its own arguments.
import optparse
import sys

parser = optparse.OptionParser(usage='%prog [options] FILE', version='%prog 1.0')
parser.add_option('-c', '--count', action='store_true', default=False, help='count lines')
parser.add_option('-m', '--match', metavar='TEXT', default='')
options, args = parser.parse_args(['-c', '-m', 'b', 'file.txt'])

out = open('file.txt', 'w')
out.write('abc\nxyz\nbb\n')
out.close()
number = 0
for line in open(args[0], 'rU'):
    if options.match in line:
        number += 1
if options.count:
    print '%s: %d' % (args[0], number)
