# outcome: resolved
# Default arguments that are literals, and buffers in closures.
import os


def make_reader(fd):
    state = {'rest': b''}

    def read_until(end=b'\n'):
        while end not in state['rest']:
            more = os.read(fd, 3)
            if not more:
                break
            state['rest'] += more
        line, _, state['rest'] = state['rest'].partition(end)
        return str(line, 'utf-8')

    return read_until


r, w = os.pipe()
os.write(w, b'first line\nsecond|third\n')
os.close(w)
read_until = make_reader(r)
print(read_until())
print(read_until(b'|'))
print(read_until())
