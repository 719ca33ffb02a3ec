# outcome: resolved
# Parses what an IRC server says; the connection is a socket pair.
import socket

SCRIPT = (b':irc.example.net 001 bot :Welcome\r\n'
          b'PING :irc.example.net\r\n'
          b':ann!a@host PRIVMSG #chan :!time please\r\n'
          b':bob!b@host PRIVMSG bot :hello\r\n')


class Bot:
    def __init__(self, sock, nick):
        self.sock = sock
        self.nick = nick
        self.pending = b''

    def say(self, line):
        self.sock.send(line + b'\r\n')

    def lines(self):
        while 1:
            data = self.sock.recv(4096)  # kind: data is bytes
            if not data:
                return
            self.pending += data
            parts = self.pending.split(b'\r\n')
            self.pending = parts.pop()
            for line in parts:
                yield line

    def handle(self, line):
        words = line.split(b' ')
        if words[0] == b'PING':
            self.say(b'PONG ' + words[1])
        elif words[1] == b'PRIVMSG':
            who = words[0][1:].split(b'!')[0]
            text = line.split(b':', 2)[2]
            if text.startswith(b'!time'):
                self.say(b'PRIVMSG %s :%s, it is late' % (words[2], who))
            elif words[2] == self.nick:
                self.say(b'PRIVMSG %s :you said %s' % (who, text))


server, client = socket.socketpair()
server.send(SCRIPT)
server.shutdown(socket.SHUT_WR)
bot = Bot(client, b'bot')
for line in bot.lines():
    bot.handle(line)
client.close()
print(server.makefile(newline='').read())
