"""What is baked when."""


def later(start, bread):
    _, minutes = bread
    return start + int(minutes)


def order(breads):
    """The names of the breads, those that take longest first."""
    return sorted(breads, key=lambda name: (-int(breads[name]), name))


def lines(breads):
    start = 0
    for name in order(breads):
        end = later(start, (name, breads[name]))
        yield f"{start:3} to {end:3}: {name}"
        start = end


def widths(breads):
    """How many letters each name has."""
    return [len(name) for name in order(breads)]
