import libcst as cst

from porting.fixers.bases.decided import DecidedFixer

NAMES = {"tostring": "tobytes", "fromstring": "frombytes"}


class ArrayBytes(DecidedFixer):
    r"""Call ``tostring`` and ``fromstring`` of an array by their names of today.

    What they give and take is bytes, and the names ``tobytes`` and ``frombytes`` say so. The old
    ones were kept until Python 3.9.

    Before::

        import array

        samples = array.array("h", [1, 2])
        data = samples.tostring()

    After::

        import array

        samples = array.array("h", [1, 2])
        data = samples.tobytes()

    Left alone, because it is no array::

        import xml.etree.ElementTree as tree

        page = tree.tostring(tree.Element("p"))

    Limits: an array that comes from another module is not known.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "array_bytes"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None or not isinstance(updated_node.func, cst.Attribute):
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        name = cst.Name(NAMES[updated_node.func.attr.value])
        return updated_node.with_changes(func=updated_node.func.with_changes(attr=name))
