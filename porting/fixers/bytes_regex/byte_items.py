import libcst as cst

from porting.fixer import is_call_to
from porting.fixers.bases.decided import DecidedFixer
from porting.project.language import Language

NO_COMMON_ORD = (
    "items of bytes are numbers in Python 3 and strings in Python 2, and ord is handed on here;"
    " go through six.iterbytes, which gives numbers in both"
)


class ByteItems(DecidedFixer):
    r"""Take slices of bytes where an item was used as a string, and no `ord` of what is a number.

    An item of a Python 2 ``str`` was a string of length 1. An item of ``bytes`` is a number: never
    equal to a string, which nobody tells, and nothing that `ord` takes. A slice of length 1 is what
    the item was.

    Before::

        import socket

        data = socket.create_connection(("localhost", 7)).recv(100)
        if data[0] == b"+" and ord(data[1]) > 32:
            print("fine")
        for letter in data:
            if letter == b"\n":
                print("line")

    After::

        import socket

        data = socket.create_connection(("localhost", 7)).recv(100)
        if data[0:1] == b"+" and data[1] > 32:
            print("fine")
        for letter in [bytes([byte]) for byte in data]:
            if letter == b"\n":
                print("line")

    Before::

        import hashlib

        def checksum(text, hasher=hashlib.md5):
            if not callable(hasher):
                hasher = hasher.new
            total = 0
            for letter in hasher(text).digest():
                total += ord(letter)
            return total

    After::

        import hashlib

        def checksum(text, hasher=hashlib.md5):
            if not callable(hasher):
                hasher = hasher.new
            total = 0
            for letter in hasher(text).digest():
                total += (letter if isinstance(letter, int) else ord(letter))
            return total

    Left alone, because numbers are what is wanted::

        import socket

        data = socket.create_connection(("localhost", 7)).recv(100)
        total = sum(data)

    Limits: an item that goes to another function is not followed further than to its parameter.
    Source: https://docs.python.org/3/library/stdtypes.html#bytes-and-bytearray-operations
    """

    name = "byte_items"
    safety = "review"
    written_in = Language.UNDECIDED

    def on_expression(
        self, original_node: cst.BaseExpression, updated_node: cst.BaseExpression
    ) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        how = decision.how
        if self.options.target == "six":
            if how == "ord" and isinstance(updated_node, cst.Name):
                self.note(original_node, NO_COMMON_ORD)
                return updated_node
            # In Python 2 an item is a string, of which ord makes a number.
            how = "either" if how == "ord" else how
        if how == "ord" and isinstance(updated_node, cst.Name):
            return updated_node.with_changes(value="int")
        if how == "ord" and isinstance(updated_node, cst.Call):
            return updated_node.args[0].value
        if how == "either" and isinstance(updated_node, cst.Call):
            item, parent = updated_node.args[0].value, self.parent
            if isinstance(parent, cst.IfExp) and is_call_to(parent.test, "isinstance"):
                return updated_node  # It is asked already.
            if not isinstance(item, (cst.Name, cst.Attribute, cst.Subscript)):
                return updated_node
            return self.either(item, "int", item, updated_node, parent)
        if how == "slice" and isinstance(updated_node, cst.Subscript):
            return _as_slice(updated_node)
        items: cst.BaseExpression = updated_node
        if self.options.target == "six":
            items = self.six("iterbytes", items)
        loop = cst.CompFor(cst.Name("byte"), items)
        one = cst.List([cst.Element(cst.Name("byte"))])
        return cst.ListComp(cst.Call(self.builtin("bytes"), [cst.Arg(one)]), loop)

    leave_Attribute = leave_BinaryOperation = leave_BooleanOperation = leave_Call = on_expression
    leave_Name = leave_SimpleString = leave_Subscript = on_expression

    def leave_IfExp(self, original_node: cst.IfExp, updated_node: cst.IfExp) -> cst.BaseExpression:
        # What was not sure when it was asked is a number by now.
        if updated_node is not original_node and updated_node.body.deep_equals(updated_node.orelse):
            return updated_node.body
        return self.on_expression(original_node, updated_node)


def _as_slice(node: cst.Subscript) -> cst.Subscript:
    """``data[n:n + 1]`` for ``data[n]``."""
    (element,) = node.slice
    if not isinstance(element.slice, cst.Index):
        return node
    index = element.slice.value
    end: cst.BaseExpression | None
    if isinstance(index, cst.Integer):
        end = cst.Integer(str(index.evaluated_value + 1))
    elif isinstance(index, cst.UnaryOperation) and isinstance(index.expression, cst.Integer):
        last = index.expression.evaluated_value - 1
        end = index.with_changes(expression=cst.Integer(str(last))) if last else None
    else:
        end = cst.BinaryOperation(index, cst.Add(), cst.Integer("1"))
    return node.with_changes(slice=[element.with_changes(slice=cst.Slice(index, end))])
