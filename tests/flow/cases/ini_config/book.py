# outcome: untouched
# Reads a configuration file, writes it back changed.
import configparser
import io

TEXT = """[server]
host = localhost
port = 8080

[paths]
root = /srv
logs = %(root)s/logs
"""
config = configparser.ConfigParser()
config.read_file(io.StringIO(TEXT))
print(config.get('server', 'host'), config.getint('server', 'port'))
print(config.get('paths', 'logs'))
config.add_section('new')
config.set('new', 'greeting', 'hello')
out = io.StringIO()
config.write(out)
print([line for line in out.getvalue().split('\n') if line.startswith('[')])
