"""What is baked when."""


def later(start, (name, minutes)):
    return start + int(minutes)


def order(breads):
    """The names of the breads, those that take longest first."""
    names = breads.keys()
    names.sort(lambda a, b: cmp(int(breads[b]), int(breads[a])) or cmp(a, b))
    return names


def lines(breads):
    start = 0
    for name in order(breads):
        end = later(start, (name, breads[name]))
        yield '%3d to %3d: %s' % (start, end, name)
        start = end


def widths(breads):
    """How many letters each name has."""
    return map(len, order(breads))
