import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, call_of, dotted
from porting.fixers.bases.decided import DecidedFixer
from porting.fixers.questions.names import add_import
from porting.flow.decide.boundary import decide_entries
from porting.flow.decide.deciding import Decision, Decisions


class DecodeEntry(DecidedFixer):
    r"""Decode bytes where they come in, if all that is done to them fits text.

    Runs under ``--strings boundary``. Python 2's ``str`` was bytes and text at once; in Python 3
    what comes from a network, a process or a binary file is bytes. Decoded in the place where it
    comes in, it is text from there on, and patterns, literals and output stay as they were. The
    charset is the one that an HTTP response names, where the response has a name.

    Before::

        import re
        import subprocess
        from urllib.request import urlopen

        page = urlopen("http://example.org/")
        data = page.read()
        titles = re.findall("<title>(.*?)</title>", data)
        for line in subprocess.check_output(["ls"]).split("\n"):
            print("file: %s" % line)

    After::

        import re
        import subprocess
        from urllib.request import urlopen

        page = urlopen("http://example.org/")
        data = page.read().decode(page.headers.get_content_charset('utf-8'))
        titles = re.findall("<title>(.*?)</title>", data)
        for line in subprocess.check_output(["ls"]).decode('utf-8').split("\n"):
            print("file: %s" % line)

    Before::

        from urllib.request import urlopen

        for line in urlopen("http://example.org/"):
            print("> " + line)
        names = open("names", "rb").readlines()
        print("the first is " + names[0])

    After::

        from urllib.request import urlopen
        import codecs

        for line in codecs.iterdecode(urlopen("http://example.org/"), 'utf-8'):
            print("> " + line)
        names = list(codecs.iterdecode(open("names", "rb").readlines(), 'utf-8'))
        print("the first is " + names[0])

    Left alone, because a piece of what was sent may end inside a character::

        import socket

        connection = socket.create_connection(("example.org", 80))
        start = connection.recv(64)
        print("got " + start)

    Left alone, because a function that nobody knows takes it, too::

        from urllib.request import urlopen
        from elsewhere import store

        data = urlopen("http://example.org/").read()
        store(data)
        print("got " + data)

    Limits: bytes that are not in the encoding, as a server may send them, are an error then; where
    that must not be, pass ``errors="replace"`` to ``decode``, or keep bytes inside with
    ``--strings book``. Where a file has more places than 40 trials settle, the rest stays bytes,
    as under ``--strings book``. ``text=True`` of ``subprocess`` is not used: it changes newlines.
    Source: https://docs.python.org/3/howto/unicode.html#tips-for-writing-unicode-aware-programs
    """

    name = "decode_entry"
    together = ""
    safety = "review"
    strings = "boundary"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.first: int | None = None

    def finish(self) -> None:
        """Import what the new calls name."""
        super().finish()
        if self.first is not None:
            add_import(self.document, None, "codecs", before=self.first)

    def decide(self, text: str) -> Decisions:
        document = self.document
        if not document.context.is_first_look:
            return Decisions()  # What is bytes by now was not to be decoded.
        return decide_entries(
            text, self.options.evidence, document.context.original, document.context.facts
        )

    def on_expression(
        self, original_node: cst.BaseExpression, updated_node: cst.BaseExpression
    ) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        if decision.how.startswith("call"):
            decode = cst.Attribute(updated_node, cst.Name("decode"))
            return cst.Call(decode, [cst.Arg(self.encoding(decision, updated_node))])
        self.first = self.index if self.first is None else self.first
        arguments = [cst.Arg(updated_node), cst.Arg(self.encoding(decision, updated_node))]
        lines = cst.Call(dotted("codecs.iterdecode"), arguments)
        return call_of("list", lines) if decision.how.startswith("list") else lines

    leave_Attribute = leave_Call = leave_Name = on_expression

    def encoding(self, decision: Decision, source: cst.BaseExpression) -> cst.BaseExpression:
        """The charset of the response that is read, or the encoding of all data."""
        encoding = cst.SimpleString(repr(self.options.encoding))
        if not decision.how.endswith("response"):
            return encoding
        if isinstance(source, cst.Call) and isinstance(source.func, cst.Attribute):
            source = source.func.value
        headers = cst.Attribute(source, cst.Name("headers"))
        charset = cst.Attribute(headers, cst.Name("get_content_charset"))
        return cst.Call(charset, [cst.Arg(encoding)])
