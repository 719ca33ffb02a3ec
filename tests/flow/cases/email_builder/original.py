# outcome: resolved
# Builds a message with an attachment and takes it apart again.
import email
from email.MIMEMultipart import MIMEMultipart
from email.MIMEText import MIMEText
from email.MIMEBase import MIMEBase
from email import Encoders

msg = MIMEMultipart()
msg['From'] = 'me@example.org'
msg['To'] = ', '.join(['you@example.org', 'all@example.org'])
msg['Subject'] = 'Report'
msg.attach(MIMEText('See the attachment.\n'))
part = MIMEBase('application', 'octet-stream')
part.set_payload('\x00\x01binary\xff')
Encoders.encode_base64(part)
part.add_header('Content-Disposition', 'attachment; filename="r.bin"')
msg.attach(part)
wire = msg.as_string()  # kind: wire is text

parsed = email.message_from_string(wire)
print parsed['Subject'], parsed.is_multipart()
for piece in parsed.get_payload():
    content = piece.get_payload(decode=True)
    name = piece.get_filename()
    if name:
        print name, len(content), ord(content[0])
    else:
        print content.strip()
