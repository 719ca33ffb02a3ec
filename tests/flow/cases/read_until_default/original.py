# outcome: resolved
# Default arguments that are literals, and buffers in closures.
import os


def make_reader(fd):
    state = {'rest': ''}

    def read_until(end='\n'):
        while end not in state['rest']:
            more = os.read(fd, 3)
            if not more:
                break
            state['rest'] += more
        line, _, state['rest'] = state['rest'].partition(end)
        return line

    return read_until


r, w = os.pipe()
os.write(w, 'first line\nsecond|third\n')
os.close(w)
read_until = make_reader(r)
print read_until()
print read_until('|')
print read_until()
