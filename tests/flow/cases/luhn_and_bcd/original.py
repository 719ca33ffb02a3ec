# outcome: resolved
# Packs card numbers as binary-coded decimals and checks them again.
def pack_bcd(digits):
    if len(digits) % 2:
        digits = '0' + digits
    result = []
    for i in range(0, len(digits), 2):
        result.append(chr(int(digits[i]) << 4 | int(digits[i + 1])))
    return ''.join(result)


def unpack_bcd(packed):
    return ''.join('%d%d' % (ord(b) >> 4, ord(b) & 15) for b in packed)


def luhn(number):
    total = 0
    for position, digit in enumerate(reversed(number)):
        value = int(digit)
        if position % 2:
            value *= 2
            if value > 9:
                value -= 9
        total += value
    return total % 10 == 0


f = open('cards.bcd', 'wb')
for card in ('4539578763621486', '1234567812345678'):
    f.write(pack_bcd(card))
f.close()
f = open('cards.bcd', 'rb')
while True:
    packed = f.read(8)
    if len(packed) < 8:
        break
    number = unpack_bcd(packed)
    print number, luhn(number) and 'valid' or 'wrong'
