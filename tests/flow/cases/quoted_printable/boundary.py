# outcome: unresolved
# Quoted-printable and uuencode by module.
import binascii
import quopri
import io
import uu
from io import BytesIO

text = b'na\xc3\xafve = caf\xc3\xa9'
coded = quopri.encodestring(text)  # kind: coded is bytes
print(str(coded, 'utf-8'))
print(quopri.decodestring(coded) == text)
source = BytesIO(b'some data')
target = BytesIO()
uu.encode(source, target, 'name')
lines = target.getvalue().split(b'\n')
print(str(lines[0], 'utf-8'), len(lines))
print(binascii.a2b_qp('a=3Db').decode('utf-8'))
