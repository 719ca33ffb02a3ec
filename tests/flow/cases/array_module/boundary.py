# outcome: resolved
# Numbers in arrays, written as bytes.
import array

a = array.array('H', [1, 2, 513])
text = a.tobytes()  # kind: text is bytes
print(len(text), text[0])
b = array.array('H')
b.frombytes(text)
print(b.tolist() == a.tolist())
c = array.array('B', b'bytes')
print(c[0], str(c.tobytes(), 'utf-8'))
c.append(33)
f = open('array.bin', 'wb')
c.tofile(f)
f.close()
print(open('array.bin', 'rb').read().decode('utf-8').upper())
