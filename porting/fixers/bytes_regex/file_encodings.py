import libcst as cst

from porting.fixer import keyword_argument
from porting.fixers.bases.decided import DecidedFixer


class FileEncodings(DecidedFixer):
    r"""Open a file of text in the encoding in which what is read from it was decoded.

    In Python 2 a file gave bytes, whatever its mode, and the program decoded them where it needed
    letters. A file of text in Python 3 decodes what it reads, in an encoding of its own.

    Before::

        for line in open("names.txt"):
            number, name = line.split(";")
            print("%s: %s" % (number, name.decode("latin-1")))

    After::

        for line in open("names.txt", encoding='latin-1'):
            number, name = line.split(";")
            print("%s: %s" % (number, name.decode("latin-1")))

    So is a file into which literals are written that are bytes of another encoding than UTF-8.

    Before::

        import zlib
        with open("names.txt", "w") as file:
            file.write("Jos\xe9")

    After::

        import zlib
        with open("names.txt", "w", encoding='latin-1') as file:
            file.write("Jos\xe9")

    Left alone, because it is decoded in more than one::

        import codecs

        for line in open("names.txt"):
            try:
                name = line.decode("utf-8")
            except UnicodeError:
                name = line.decode("latin-1")

    Limits: the call of ``decode`` is for `text_decode` to drop.
    Source: https://docs.python.org/3/library/functions.html#open
    """

    name = "file_encodings"
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        encoding = keyword_argument("encoding", cst.SimpleString(repr(decision.how)))
        return updated_node.with_changes(args=[*updated_node.args, encoding])
