from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "io.InputType": "io:BytesIO",
    "io.OutputType": "io:StringIO",
    "cStringIO.InputType": "io:BytesIO",
    "cStringIO.OutputType": "io:StringIO",
}


class MemoryFiles(MovedNames):
    r"""Test for ``io.StringIO`` where it was for the types of ``cStringIO``.

    The module written in C had two types, one to read and one to write, which had names of their
    own. In Python 3 the class is the type.

    Before::

        from io import StringIO, OutputType

        print(isinstance(StringIO(), OutputType))

    After::

        from io import StringIO

        print(isinstance(StringIO(), StringIO))

    Left alone, because it is another type::

        from shop import OutputType

        print(isinstance(page, OutputType))

    Limits: whether such a file holds text or bytes by now, nobody looks.
    Source: https://docs.python.org/2/library/stringio.html#module-cStringIO
    """

    name = "memory_files"
    safety = "review"
    moved = MOVED
