# outcome: resolved
# Dumps BER: tag, length, value, nested.
import sys
from functools import reduce
import codecs

TAGS = {0x02: 'INTEGER', 0x04: 'OCTET STRING', 0x06: 'OID', 0x0c: 'UTF8String', 0x30: 'SEQUENCE'}


def tlv(tag, value):
    if len(value) < 128:
        length = bytes([len(value)])
    else:
        digits = '%x' % len(value)
        if len(digits) % 2:
            digits = '0' + digits
        raw = codecs.decode(digits, 'hex')
        length = bytes([0x80 | len(raw)]) + raw
    return bytes([tag]) + length + value


def parse(data):
    pos = 0
    while pos < len(data):
        tag = data[pos]
        size = data[pos + 1]
        pos += 2
        if size & 0x80:
            count = size & 0x7f
            size = reduce(lambda n, c: n * 256 + c, data[pos:pos + count], 0)
            pos += count
        yield tag, data[pos:pos + size]
        pos += size


def oid(raw):
    parts = list(divmod(raw[0], 40))
    value = 0
    for ch in raw[1:]:
        value = value << 7 | ch & 0x7f
        if not ch & 0x80:
            parts.append(value)
            value = 0
    return '.'.join(map(str, parts))


def dump(data, depth=0, out=sys.stdout):
    for tag, value in parse(data):
        out.write('  ' * depth + TAGS.get(tag, 'tag %02x' % tag))
        if tag == 0x30:
            out.write('\n')
            dump(value, depth + 1, out)
        elif tag == 0x02:
            out.write(' %d\n' % int(codecs.encode(value, 'hex').decode('ascii'), 16))
        elif tag == 0x06:
            out.write(' ' + oid(value) + '\n')
        elif tag == 0x0c:
            out.write(str(b' ' + value + b'\n', 'utf-8'))
        else:
            out.write(' %d bytes\n' % len(value))


inner = tlv(0x06, b'\x2a\x86\x48\x86\xf7\x0d') + tlv(0x0c, b'Zo\xc3\xab') + tlv(0x04, b'x' * 200)
dump(tlv(0x30, tlv(0x02, b'\x01\x00') + tlv(0x30, inner)))
