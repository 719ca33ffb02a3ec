import libcst as cst

from porting.fixers.bases.decided import DecidedFixer


class StandardBytes(DecidedFixer):
    r"""Read and write the bytes below a standard stream where the data is bytes.

    Python 2's ``sys.stdin`` and ``sys.stdout`` were files of bytes. Python 3's are of text: they
    decode what is read, which fails for what is no text, and do not take bytes. Below each is a
    stream of bytes, its ``buffer``. It is used where all that the program reads or writes there is
    bytes.

    Before::

        import struct
        import sys
        import zlib

        data = zlib.decompress(sys.stdin.read())
        sys.stdout.write(struct.pack(">I", len(data)))
        sys.stdout.write(data)

    After::

        import struct
        import sys
        import zlib

        data = zlib.decompress(sys.stdin.buffer.read())
        sys.stdout.buffer.write(struct.pack(">I", len(data)))
        sys.stdout.buffer.write(data)

    Left alone, because text is printed as well::

        import sys

        print("a page:")
        sys.stdout.write(open("page", "rb").read())

    Limits: a stream that was imported by its name (``from sys import stdout``) stays as it is.
    Source: https://docs.python.org/3/library/sys.html#sys.stdin
    """

    name = "standard_bytes"
    safety = "review"

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return cst.Attribute(updated_node, cst.Name("buffer"))
