# outcome: resolved
# A configuration is written to a named temporary file and parsed again.
import ConfigParser
import tempfile

t = tempfile.NamedTemporaryFile()
t.write('[a]\nkey = value\n')
t.flush()
parser = ConfigParser.RawConfigParser()
parser.read(t.name)
print parser.get('a', 'key'), parser.sections()
t.close()
