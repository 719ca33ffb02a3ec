import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.decided import DecidedFixer, as_bytes
from porting.fixers.questions.names import add_import


class StreamBytes(DecidedFixer):
    r"""Make a file in memory one of bytes where what it holds goes to a binary file.

    Python 2's ``StringIO`` took and gave ``str``, which was both. Python 3 has ``io.StringIO`` for
    text, which 2to3 writes always, and ``io.BytesIO``. What is written into a file of bytes becomes
    bytes with it: a literal by its prefix, text by ``encode``.

    Before::

        import shutil
        from http.server import BaseHTTPRequestHandler
        from io import StringIO

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                page = StringIO()
                page.write("<p>")
                page.write("You asked for %s" % self.path)
                page.seek(0)
                shutil.copyfileobj(page, self.wfile)

    After::

        import shutil
        from http.server import BaseHTTPRequestHandler
        from io import StringIO
        from io import BytesIO

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                page = BytesIO()
                page.write(b"<p>")
                page.write(("You asked for %s" % self.path).encode('utf-8'))
                page.seek(0)
                shutil.copyfileobj(page, self.wfile)

    Left alone, because only text goes in and out::

        from io import StringIO

        page = StringIO()
        page.write("<p>")
        print(page.getvalue())

    Limits: what is written by functions of other modules is not seen.
    Source: https://docs.python.org/3/library/io.html
    """

    name = "stream_bytes"
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.first: int | None = None

    def finish(self) -> None:
        """Import what the new calls name."""
        super().finish()
        if self.first is not None:
            add_import(self.document, "io", "BytesIO", before=self.first)

    def on_expression(
        self, original_node: cst.BaseExpression, updated_node: cst.BaseExpression
    ) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        if isinstance(self.parent, cst.Call) and self.parent.func is original_node:
            self.first = self.index if self.first is None else self.first
            return cst.Name("BytesIO")
        if isinstance(updated_node, cst.SimpleString):
            return as_bytes(updated_node)
        return self.encoded(updated_node)

    leave_Attribute = leave_BinaryOperation = leave_BooleanOperation = leave_Call = on_expression
    leave_ConcatenatedString = leave_FormattedString = leave_IfExp = leave_Name = on_expression
    leave_SimpleString = leave_Subscript = on_expression
