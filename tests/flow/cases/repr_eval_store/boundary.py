# outcome: resolved
# Settings stored as repr, read with eval: text in a binary file.
settings = {'size': (3, 4), 'name': 'demo'}
f = open('settings', 'wb')
f.write(repr(sorted(settings.items())).encode('utf-8'))
f.close()
text = open('settings', 'rb').read().decode('utf-8')  # kind: text is bytes
restored = dict(eval(text))
print(restored['name'], restored['size'])
print(text.startswith('[('), len(text))
