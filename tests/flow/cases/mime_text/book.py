# outcome: resolved
# A mail with a part in UTF-8, made and read again.
import email, base64
from email.mime.text import MIMEText
from email.mime.multipart import MIMEMultipart
msg = MIMEMultipart()
msg['Subject'] = 'Report'
msg.attach(MIMEText('caf\u00e9', 'plain', 'utf-8'))
text = msg.as_string()
m = email.message_from_string(text)
for part in m.walk():
    if part.get_content_maintype() == 'text':
        body = part.get_payload(decode=True)
        print(str(body.upper().split(b'F')[0], 'utf-8'), len(body))
print(m['Subject'])
raw = b'From: a@b\r\n\r\nhi there\r\n'
open('m.eml', 'wb').write(raw)
m2 = email.message_from_string(str(open('m.eml', 'rb').read(), 'utf-8'))
print(m2['From'], m2.get_payload().strip())
