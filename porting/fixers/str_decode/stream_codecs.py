import libcst as cst

from porting.fixer import Fixer, name_of

STREAMS = frozenset(("sys.stdin", "sys.stdout", "sys.stderr"))
WRAPPERS = frozenset(("codecs.getreader", "codecs.getwriter"))


class StreamCodecs(Fixer):
    r"""Give the readers and writers of `codecs` the bytes below the standard streams.

    Python 2's ``sys.stdout`` took bytes, and ``codecs.getwriter("utf-8")(sys.stdout)`` encoded what
    was printed. Python 3's takes text: ``write() argument must be str, not bytes``. The stream of
    bytes below it is its ``buffer``.

    Before::

        import codecs
        import sys

        sys.stdout = codecs.getwriter("utf-8")(sys.stdout)

    After::

        import codecs
        import sys

        sys.stdout = codecs.getwriter("utf-8")(sys.stdout.buffer)

    Left alone, because it is a file of bytes::

        import codecs

        page = codecs.getreader("utf-8")(open("page", "rb"))

    Limits: a stream that goes by another name is not seen.
    Source: https://docs.python.org/3/library/sys.html#sys.stdout
    """

    name = "stream_codecs"
    triggers = frozenset(("getreader", "getwriter"))
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        maker = original_node.func
        if not isinstance(maker, cst.Call) or name_of(maker.func) not in WRAPPERS:
            return updated_node
        if not updated_node.args or name_of(updated_node.args[0].value) not in STREAMS:
            return updated_node
        first, *others = updated_node.args
        below = first.with_changes(value=cst.Attribute(first.value, cst.Name("buffer")))
        return updated_node.with_changes(args=[below, *others])
