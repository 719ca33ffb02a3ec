import libcst as cst

from porting.fixers.bases.decided import DecidedFixer


class ChrBytes(DecidedFixer):
    r"""Make bytes of a number where ``chr`` made a string that goes where bytes go.

    Python 2's ``chr(200)`` was one byte. Python 3's is a letter, which two bytes stand for in
    UTF-8: sent or packed, it is something else. ``bytes([200])`` is the byte.

    Before::

        import zlib

        packed = zlib.compress(b"".join([chr(number) for number in range(256)]))

    After::

        import zlib

        packed = zlib.compress(b"".join([bytes([number]) for number in range(256)]))

    Before::

        import zlib

        packed = zlib.compress(b"".join(map(chr, range(256))))

    After::

        import zlib

        packed = zlib.compress(b"".join(map(lambda number: bytes([number]), range(256))))

    Left alone, because a letter is printed::

        print(chr(65))

    Limits: `unichr`, which 2to3 renames to ``chr``, always made text.
    Source: https://docs.python.org/3/library/stdtypes.html#bytes
    """

    name = "chr_bytes"
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        items = [cst.Element(argument.value) for argument in updated_node.args]
        arguments = [updated_node.args[0].with_changes(value=cst.List(items))]
        return updated_node.with_changes(func=self.builtin("bytes"), args=arguments)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return cst.parse_expression("lambda number: bytes([number])")
