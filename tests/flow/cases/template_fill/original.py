# outcome: untouched
# Fills a template read from disk; dollars and percent signs.
import string

out = open('letter.tmpl', 'w')
out.write('Dear $name,\nyou are ${age} years old. 100%\n')
out.close()


def fill(path, **values):
    text = open(path).read()  # kind: text is text
    return string.Template(text).safe_substitute(values)


print fill('letter.tmpl', name='Ann', age=31)
page = '<h1>%(title)s</h1>%(body)s' % {'title': 'T', 'body': 'x' * 3}
for mark, value in (('<', '&lt;'), ('>', '&gt;')):
    page = page.replace(mark, value)
print page
