# outcome: resolved
# Parent and child talk through pipes with os.read and os.write.
import os


def child(reader, writer):
    request = b''
    while not request.endswith(b'\n'):
        request += os.read(reader, 1)
    numbers = [int(x) for x in request.split(b',')]
    os.write(writer, b'%d\n' % sum(numbers))


down_r, down_w = os.pipe()
up_r, up_w = os.pipe()
pid = os.fork()
if pid == 0:
    child(down_r, up_w)
    os._exit(0)
os.write(down_w, b'1,2,39\n')
answer = os.read(up_r, 100)  # kind: answer is bytes
os.waitpid(pid, 0)
print('the child says', str(answer.strip(), 'utf-8'))
