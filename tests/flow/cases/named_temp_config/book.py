# outcome: resolved
# A configuration is written to a named temporary file and parsed again.
import configparser
import tempfile

t = tempfile.NamedTemporaryFile()
t.write(b'[a]\nkey = value\n')
t.flush()
parser = configparser.RawConfigParser()
parser.read(t.name)
print(parser.get('a', 'key'), parser.sections())
t.close()
