# outcome: resolved
# Settings stored as repr of a dict, read back with eval.
import os


class Settings(dict):
    def __init__(self, path):
        dict.__init__(self)
        self.path = path
        if os.path.exists(path):
            text = open(path, 'rU').read()
            self.update(eval(text, {'__builtins__': {}}))

    def save(self):
        f = open(self.path, 'w')
        f.write('{\n')
        for key, value in sorted(self.items()):
            f.write('    %r: %r,\n' % (key, value))
        f.write('}\n')
        f.close()


s = Settings('app.conf')
s['name'] = 'tool'
s['size'] = (640, 480)
s['quote'] = "it's"
s['ratio'] = 0.5
s['big'] = 7
s.save()
print open('app.conf').read(),
t = Settings('app.conf')
print t == s, type(t['name']) == str, t['quote'] + '!'
print `t['size']`, repr(t['name'])
