# -*- coding: utf-8 -*-
# outcome: resolved
# A logger writing UTF-8 records, with exceptions.
import logging
import StringIO
import sys


class Utf8Formatter(logging.Formatter):
    def format(self, record):
        text = logging.Formatter.format(self, record)
        if isinstance(text, unicode):
            text = text.encode('utf-8')
        return text  # kind: text is native


stream = StringIO.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(Utf8Formatter('%(levelname)s:%(name)s:%(message)s'))
log = logging.getLogger('app')
log.setLevel(logging.DEBUG)
log.addHandler(handler)
log.propagate = False
log.info('start %d', 1)
log.warning(u'Straße gesperrt')
log.debug('%s and %r', 'text', 'repr')
try:
    {}['key']
except KeyError, e:
    log.error('missing %s', e)
sys.stdout.write(stream.getvalue())
handler2 = logging.FileHandler('app.log', 'w')
log.addHandler(handler2)
log.info('to file: %s', 'ok')
handler2.close()
print open('app.log').read(),
