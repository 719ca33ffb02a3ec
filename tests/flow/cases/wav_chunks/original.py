# outcome: resolved
# Walks the chunks of a RIFF file that the wave module wrote.
import struct
import wave
from cStringIO import StringIO


def write_tone(target):
    w = wave.open(target, 'wb')
    w.setnchannels(1)
    w.setsampwidth(2)
    w.setframerate(8000)
    frames = ''
    for n in range(16):
        frames += struct.pack('<h', (n % 4) * 1000)
    w.writeframes(frames)
    w.close()


def chunks(f):
    riff, size, kind = struct.unpack('<4sI4s', f.read(12))  # kind: riff is bytes
    assert riff == 'RIFF' and kind == 'WAVE'
    while True:
        head = f.read(8)
        if len(head) < 8:
            return
        name, length = struct.unpack('<4sI', head)
        yield name, f.read(length)


buf = StringIO()
write_tone(buf)
for name, body in chunks(StringIO(buf.getvalue())):
    if name == 'fmt ':
        print 'format:', struct.unpack('<HHIIHH', body[:16])
    elif name == 'data':
        print 'samples:', struct.unpack('<%dh' % (len(body) / 2), body)
    else:
        print 'skipped', name
