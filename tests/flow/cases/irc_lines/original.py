# outcome: resolved
import sys

class IRC(object):
    def __init__(self):
        self.pending = ''
        self.handlers = {}
        self.out = []
    def on(self, command, function):
        self.handlers.setdefault(command, []).append(function)
    def feed(self, data):
        self.pending += data  # kind: self.pending is native
        lines = self.pending.split('\r\n')
        self.pending = lines.pop()
        for line in lines:
            self.dispatch(line)
    def dispatch(self, line):
        prefix = ''
        if line[0] == ':':
            prefix, line = line[1:].split(' ', 1)
        if ' :' in line:
            line, trailing = line.split(' :', 1)
            args = line.split()
            args.append(trailing)
        else:
            args = line.split()
        command = args.pop(0)
        for function in self.handlers.get(command.upper(), []):
            function(prefix, args)
    def send(self, *args):
        self.out.append(' '.join(args) + '\r\n')

irc = IRC()
irc.on('PING', lambda prefix, args: irc.send('PONG', ':' + args[0]))
def said(prefix, args):
    nick = prefix.split('!')[0]
    print '<%s> %s' % (nick, args[-1])
    if args[-1].startswith('!echo '):
        irc.send('PRIVMSG', args[0], ':' + args[-1][6:])
irc.on('PRIVMSG', said)
data = sys.stdin.read() or open('/dev/null').read()
for chunk in ['PING :abc\r\n:bob!b@host PRIV', 'MSG #chan :h\xc3\xa9llo\r\n', ':al!a@x privmsg #c :!echo \xe2\x82\xac\r\nPART']:
    irc.feed(chunk)
print repr(irc.pending)
for line in irc.out:
    sys.stdout.write(line.replace('\r\n', '\n'))
