# outcome: unresolved
# Quoted-printable and uuencode by module.
import binascii
import quopri
import StringIO
import uu

text = 'na\xc3\xafve = caf\xc3\xa9'
coded = quopri.encodestring(text)  # kind: coded is bytes
print coded
print quopri.decodestring(coded) == text
source = StringIO.StringIO('some data')
target = StringIO.StringIO()
uu.encode(source, target, 'name')
lines = target.getvalue().split('\n')
print lines[0], len(lines)
print binascii.a2b_qp('a=3Db')
