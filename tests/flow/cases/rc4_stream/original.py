# outcome: resolved
# RC4 and a toy password vault.
import binascii
import hashlib


class RC4:
    def __init__(self, key):
        self.state = range(256)
        j = 0
        for i in range(256):
            j = (j + self.state[i] + ord(key[i % len(key)])) % 256
            self.state[i], self.state[j] = self.state[j], self.state[i]
        self.i = self.j = 0

    def crypt(self, text):
        out = []
        for ch in text:
            self.i = (self.i + 1) % 256
            self.j = (self.j + self.state[self.i]) % 256
            s = self.state
            s[self.i], s[self.j] = s[self.j], s[self.i]
            out.append(chr(ord(ch) ^ s[(s[self.i] + s[self.j]) % 256]))
        return ''.join(out)


def vault(password, text):
    key = hashlib.md5('salt' + password).digest()
    return binascii.b2a_hex(RC4(key).crypt(text))


def open_vault(password, stored):
    key = hashlib.md5('salt' + password).digest()
    return RC4(key).crypt(binascii.a2b_hex(stored))


print binascii.hexlify(RC4('Key').crypt('Plaintext')).upper()
stored = vault('s3cret', 'PIN 1234 \xc3\xa9')
print stored
print open_vault('s3cret', stored)
print open_vault('wrong', stored) == 'PIN 1234'
