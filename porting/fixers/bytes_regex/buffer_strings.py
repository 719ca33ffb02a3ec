import libcst as cst

from porting.fixers.bases.decided import DecidedFixer


class BufferStrings(DecidedFixer):
    r"""Take what is in a ``bytearray`` or a ``buffer`` out of it with ``bytes``.

    In Python 2 ``str`` of them gave the string that they hold. In Python 3 it shows them, as
    ``bytearray(b'...')``, and what they hold is bytes.

    Before::

        packet = bytearray(4)
        packet[0] = 7
        data = str(packet)

    After::

        packet = bytearray(4)
        packet[0] = 7
        data = bytes(packet)

    Left alone, because what a number is shown as is text::

        packet = bytearray(4)
        print("first: " + str(packet[0]))

    Limits: one that comes from another module is not known.
    Source: https://docs.python.org/3/library/stdtypes.html#bytearray-objects
    """

    name = "buffer_strings"
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return updated_node.with_changes(func=self.builtin("bytes"))
