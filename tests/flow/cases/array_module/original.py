# outcome: resolved
# Numbers in arrays, written as bytes.
import array

a = array.array('H', [1, 2, 513])
text = a.tostring()  # kind: text is bytes
print len(text), ord(text[0])
b = array.array('H')
b.fromstring(text)
print b.tolist() == a.tolist()
c = array.array('B', 'bytes')
print c[0], c.tostring()
c.append(33)
f = open('array.bin', 'wb')
c.tofile(f)
f.close()
print open('array.bin', 'rb').read().upper()
