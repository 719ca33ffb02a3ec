import libcst as cst

from porting.fixer import keyword_argument
from porting.fixers.bases.decided import DecidedFixer


class SocketLines(DecidedFixer):
    r"""Keep the ends of lines as they come from a socket.

    A file that a socket made in Python 2 gave what was sent: lines of most protocols end with
    ``\r\n``. In Python 3 such a file is one of text, and what it reads ends with ``\n``, so that a
    test for ``"\r\n"`` fails, and a copy differs. With ``newline=''`` nothing is translated.

    Before::

        import socket

        answer = socket.create_connection(("example.org", 25)).makefile()
        while answer.readline() != "\r\n":
            pass

    After::

        import socket

        answer = socket.create_connection(("example.org", 25)).makefile(newline='')
        while answer.readline() != "\r\n":
            pass

    Left alone, because a file of bytes translates nothing::

        import socket

        answer = socket.create_connection(("example.org", 25)).makefile("rb")

    Limits: where the socket comes from another module, its files are not known.
    Source: https://docs.python.org/3/library/socket.html#socket.socket.makefile
    """

    name = "socket_lines"
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        newline = keyword_argument("newline", cst.SimpleString("''"))
        return updated_node.with_changes(args=[*updated_node.args, newline])
