# outcome: resolved
# Records with a field of each kind, as a binary log has them.
import struct

LOG = open('log', 'wb')
for number, word in enumerate([b'start', b'caf\xc3\xa9', b'stop']):
    LOG.write(struct.pack('>BH', len(word), number) + word)
LOG.close()


def records(data):
    while data:
        size, number = struct.unpack('>BH', data[:3])
        record = {'number': number, 'label': 'record %d' % number}
        record['word'] = data[3:3 + size]
        record.setdefault('notes', []).append('size %d' % size)
        data = data[3 + size:]
        yield record


for record in records(open('log', 'rb').read()):
    print(record['number'], record['label'], str(record['word'].upper(), 'utf-8'), ', '.join(record['notes']))
    if record.get('word') == b'stop':
        print('the end of %(label)s' % record)
