# outcome: untouched
# Sentences of a GPS receiver; text with a checksum in hex.
SENTENCES = ['$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47',
             '$GPGLL,4916.45,N,12311.12,W,225444,A,*1D',
             '$GPGLL,broken*00']


def checksum(body):
    value = 0
    for c in body:
        value ^= ord(c)
    return '%02X' % value


def degrees(value, hemisphere):
    point = value.index('.') - 2
    result = int(value[:point]) + float(value[point:]) / 60
    if hemisphere in 'SW':
        result = -result
    return result


for sentence in SENTENCES:
    body, check = sentence[1:].split('*')
    if checksum(body) != check:
        print 'bad checksum', check
        continue
    fields = body.split(',')
    if fields[0] == 'GPGGA':
        print 'fix %.4f %.4f' % (degrees(fields[2], fields[3]), degrees(fields[4], fields[5]))
    else:
        print 'pos %.4f %.4f' % (degrees(fields[1], fields[2]), degrees(fields[3], fields[4]))
