import libcst as cst

from porting.fixers.bases.decided import DecidedFixer
from porting.flow.domain.shapes import parts_of

# Encodings that spell letters in others.
_SPELLINGS = frozenset(
    "idna punycode raw_unicode_escape raw-unicode-escape unicode_escape unicode-escape "
    "utf-7".split()
)


class DecodeExit(DecidedFixer):
    r"""Decode bytes where they leave as text: printed, formatted, or returned to be so.

    Python 2 printed and formatted a ``str`` as it was. Python 3 shows bytes the way ``repr``
    does, ``b'87,118'``, and reports no error. Bytes stay bytes inside, where they are searched
    and split; the one place where they go out is where they become text.

    Before::

        import re
        from urllib.request import urlopen

        def rank(address):
            page = urlopen(address).read()
            return re.findall(b"#([0-9,]+)", page)[0]

        print("rank: %s" % rank("http://example.org/"))

    After::

        import re
        from urllib.request import urlopen

        def rank(address):
            page = urlopen(address).read()
            return str(re.findall(b"#([0-9,]+)", page)[0], 'utf-8')

        print("rank: %s" % rank("http://example.org/"))

    What was encoded just for that stays text.

    Before::

        def show(name):
            print(name.encode("utf-8"))

    After::

        def show(name):
            print(name)

    So does what was encoded to be a native string, as a literal is one.

    Before::

        import codecs

        def is_open(state):
            return state.encode("utf-8") == "open"

    After::

        import codecs

        def is_open(state):
            return state == "open"

    The ``b`` of what `repr` shows is cut off.

    Before::

        import os

        print(repr(os.read(0, 10)))

    After::

        import os

        print(repr(os.read(0, 10))[1:])

    A list that is printed, or a file of bytes that is read as a table, is decoded item by item.

    Before::

        import csv
        from urllib.request import urlopen

        table = csv.reader(urlopen("http://example.org/table.csv"))
        print(b"a b".split())

    After::

        import csv
        from urllib.request import urlopen

        table = csv.reader((str(line, 'utf-8') for line in urlopen("http://example.org/table.csv")))
        print([str(item, 'utf-8') for item in b"a b".split()])

    So is what other containers hold, and a tuple that is formatted as it is.

    Before::

        import re

        for pair in zip(b"a b".split(), b"c d".split()):
            print("%s=%s" % pair)

    After::

        import re

        for pair in zip(b"a b".split(), b"c d".split()):
            print("%s=%s" % tuple(str(item, 'utf-8') for item in pair))

    Before::

        import re

        pairs = sorted(zip(b"a b".split(), b"c d".split()))
        print(pairs)
        print([b"a".upper(), 5])

    After::

        import re

        pairs = sorted(zip(b"a b".split(), b"c d".split()))
        print([tuple(str(item, 'utf-8') for item in row) for row in pairs])
        print([str(b"a".upper(), 'utf-8'), 5])

    What may be something else is asked before.

    Before::

        import struct

        def show(value):
            print(value)

        show(struct.pack("B", 65))
        show(65)

    After::

        import struct

        def show(value):
            print(str(value, 'utf-8') if isinstance(value, bytes) else value)

        show(struct.pack("B", 65))
        show(65)

    Left alone, because the number that ``int`` makes of bytes is the same::

        import re
        from urllib.request import urlopen

        page = urlopen("http://example.org/").read()
        print("rank: %d" % int(re.findall(b"#([0-9]+)", page)[0]))

    Limits: what is decoded is taken to be UTF-8; name another encoding with ``--encoding``.
    Source: https://docs.python.org/3/howto/unicode.html
    """

    name = "decode_exit"
    safety = "review"

    def on_expression(
        self, original_node: cst.BaseExpression, updated_node: cst.BaseExpression
    ) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        text = _encoded_text(updated_node)
        if text is not None:
            return text
        if decision.how == "lines":
            line = cst.Name("line")
            return cst.GeneratorExp(self.in_text(line, "b"), cst.CompFor(line, updated_node))
        if decision.how == "repr":
            part = cst.SubscriptElement(cst.Slice(cst.Integer("1"), None))
            return cst.Subscript(updated_node, [part])
        shape = {"": "b", "either": "?"}.get(decision.how, decision.how)
        return self.in_text(updated_node, shape, self.parent)

    def in_text(
        self, node: cst.BaseExpression, shape: str, parent: cst.CSTNode | None = None
    ) -> cst.BaseExpression:
        """What is shown in the place of bytes, and of containers that hold some."""
        if shape == "-":
            return node
        if shape in ("b", "?"):
            encoding = cst.SimpleString(repr(self.options.encoding))
            text = cst.Call(self.builtin("str"), [cst.Arg(node), cst.Arg(encoding)])
            return text if shape == "b" else self.either(node, "bytes", text, node, parent)
        parts = parts_of(shape)
        if len(parts) == 2:
            names = [cst.Name("key"), cst.Name("value")]
            key, value = (self.in_text(name, part) for name, part in zip(names, parts))
            target = cst.Tuple([cst.Element(name) for name in names], lpar=[], rpar=[])
            items = cst.Call(cst.Attribute(node, cst.Name("items")))
            return cst.DictComp(key, value, cst.CompFor(target, items))
        (part,) = parts
        item = cst.Name("row" if part[0] in "[({" else "item")
        loop = cst.CompFor(item, node)
        if shape[0] == "[":
            return cst.ListComp(self.in_text(item, part), loop)
        texts = cst.GeneratorExp(self.in_text(item, part), loop, lpar=[], rpar=[])
        return cst.Call(self.builtin("tuple"), [cst.Arg(texts)])

    def leave_Assign(
        self, original_node: cst.Assign, updated_node: cst.Assign
    ) -> cst.Assign | cst.Pass:
        """A name that would be bound to itself needs no statement."""
        if self.decision_on(original_node.value) is None or len(updated_node.targets) != 1:
            return updated_node
        target, value = updated_node.targets[0].target, updated_node.value
        is_name = isinstance(target, cst.Name) and isinstance(value, cst.Name)
        return cst.Pass() if is_name and target.deep_equals(value) else updated_node

    leave_Attribute = leave_BinaryOperation = leave_BooleanOperation = leave_Call = on_expression
    leave_ConcatenatedString = leave_IfExp = leave_Name = leave_SimpleString = on_expression
    leave_Subscript = on_expression


def _encoded_text(node: cst.BaseExpression) -> cst.BaseExpression | None:
    """What an expression encodes by a name that stands there; None where it does not."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute):
        return None
    if node.func.attr.value != "encode" or len(node.args) > 1:
        return None
    names = [each.value for each in node.args]
    are_charsets = all(
        isinstance(name, cst.SimpleString) and name.evaluated_value not in _SPELLINGS
        for name in names
    )
    return node.func.value if are_charsets else None
