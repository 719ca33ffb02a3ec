# outcome: resolved
# Parses what an IRC server says; the connection is a socket pair.
import socket

SCRIPT = (':irc.example.net 001 bot :Welcome\r\n'
          'PING :irc.example.net\r\n'
          ':ann!a@host PRIVMSG #chan :!time please\r\n'
          ':bob!b@host PRIVMSG bot :hello\r\n')


class Bot:
    def __init__(self, sock, nick):
        self.sock = sock
        self.nick = nick
        self.pending = ''

    def say(self, line):
        self.sock.send(line + '\r\n')

    def lines(self):
        while 1:
            data = self.sock.recv(4096)  # kind: data is bytes
            if not data:
                return
            self.pending += data
            parts = self.pending.split('\r\n')
            self.pending = parts.pop()
            for line in parts:
                yield line

    def handle(self, line):
        words = line.split(' ')
        if words[0] == 'PING':
            self.say('PONG ' + words[1])
        elif words[1] == 'PRIVMSG':
            who = words[0][1:].split('!')[0]
            text = line.split(':', 2)[2]
            if text.startswith('!time'):
                self.say('PRIVMSG %s :%s, it is late' % (words[2], who))
            elif words[2] == self.nick:
                self.say('PRIVMSG %s :you said %s' % (who, text))


server, client = socket.socketpair()
server.send(SCRIPT)
server.shutdown(socket.SHUT_WR)
bot = Bot(client, 'bot')
for line in bot.lines():
    bot.handle(line)
client.close()
print server.makefile().read()
