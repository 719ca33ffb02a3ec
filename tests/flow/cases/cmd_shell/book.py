# outcome: untouched
# An interactive shell that reads standard input.
import cmd


class Shell(cmd.Cmd):
    prompt = ''
    use_rawinput = False

    def __init__(self):
        cmd.Cmd.__init__(self)
        self.values = {}

    def do_set(self, line):
        name, value = line.split(' ', 1)
        self.values[name] = value

    def do_show(self, line):
        for name in sorted(self.values):
            print('%s=%s' % (name, self.values[name]))

    def do_EOF(self, line):
        return True

    def emptyline(self):
        pass


Shell().cmdloop()
