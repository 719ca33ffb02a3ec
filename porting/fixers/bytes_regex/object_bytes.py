import libcst as cst

from porting.fixers.bases.decided import DecidedFixer
from porting.project.language import Language


class ObjectBytes(DecidedFixer):
    r"""Let `bytes` make of an object what ``str`` did, where that is no text.

    In Python 2 the method ``__str__`` of a packet or a record could give the bytes that are sent.
    In Python 3 it must give text; the method that gives bytes is ``__bytes__``, and `bytes` calls
    it.

    Before::

        import struct

        class Packet:
            def __init__(self, number):
                self.number = number

            def __str__(self):
                return struct.pack(">I", self.number)

        data = str(Packet(7))

    After::

        import struct

        class Packet:
            def __init__(self, number):
                self.number = number

            def __bytes__(self):
                return struct.pack(">I", self.number)

        data = bytes(Packet(7))

    Left alone, because what it gives may be text::

        import socket

        class Line:
            def __init__(self, link):
                self.text = link.recv(100)

            def __str__(self):
                return self.text

        print("got %s" % Line(socket.socket()))

    Limits: what other modules do with the objects is not seen.
    Source: https://docs.python.org/3/reference/datamodel.html#object.__bytes__
    """

    name = "object_bytes"
    safety = "review"
    written_in = Language.PYTHON2

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        decision = self.decision_on(original_node.name)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return updated_node.with_changes(name=cst.Name("__bytes__"))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node.func)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return updated_node.with_changes(func=self.builtin("bytes"))
