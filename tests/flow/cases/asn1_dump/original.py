# outcome: resolved
# Dumps BER: tag, length, value, nested.
import sys

TAGS = {0x02: 'INTEGER', 0x04: 'OCTET STRING', 0x06: 'OID', 0x0c: 'UTF8String', 0x30: 'SEQUENCE'}


def tlv(tag, value):
    if len(value) < 128:
        length = chr(len(value))
    else:
        digits = '%x' % len(value)
        if len(digits) % 2:
            digits = '0' + digits
        raw = digits.decode('hex')
        length = chr(0x80 | len(raw)) + raw
    return chr(tag) + length + value


def parse(data):
    pos = 0
    while pos < len(data):
        tag = ord(data[pos])
        size = ord(data[pos + 1])
        pos += 2
        if size & 0x80:
            count = size & 0x7f
            size = reduce(lambda n, c: n * 256 + ord(c), data[pos:pos + count], 0)
            pos += count
        yield tag, data[pos:pos + size]
        pos += size


def oid(raw):
    parts = list(divmod(ord(raw[0]), 40))
    value = 0
    for ch in raw[1:]:
        value = value << 7 | ord(ch) & 0x7f
        if not ord(ch) & 0x80:
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
            out.write(' %d\n' % int(value.encode('hex'), 16))
        elif tag == 0x06:
            out.write(' ' + oid(value) + '\n')
        elif tag == 0x0c:
            out.write(' ' + value + '\n')
        else:
            out.write(' %d bytes\n' % len(value))


inner = tlv(0x06, '\x2a\x86\x48\x86\xf7\x0d') + tlv(0x0c, 'Zo\xc3\xab') + tlv(0x04, 'x' * 200)
dump(tlv(0x30, tlv(0x02, '\x01\x00') + tlv(0x30, inner)))
