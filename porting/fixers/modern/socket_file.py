from __future__ import annotations

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.names import place_of_import

CLASS = """

class _SocketFile(io.BufferedReader):
    # Reads from a socket, or what has its method `recv`, and writes to it.

    class _Raw(io.RawIOBase):
        def __init__(self, sock, closes):
            self._sock = sock
            self._closes = closes

        def readable(self):
            return True

        def readinto(self, buffer):
            data = self._sock.recv(len(buffer))
            buffer[:len(data)] = data
            return len(data)

        def close(self):
            if self._closes and not self.closed:
                self._sock.close()
            super().close()

    def __init__(self, sock, mode="rb", bufsize=-1, close=False):
        super().__init__(self._Raw(sock, close), bufsize if bufsize > 1 else 8192)
        self._sock = sock

    def writable(self):
        return True

    def write(self, data):
        self._sock.sendall(data)
        return len(data)

    def flush(self):
        pass
"""


class SocketFile(ResolvedFixer):
    r"""Give the file a class in place of ``socket._fileobject``.

    Python 2's sockets made their files with this class, and some programs used it to get a file
    out of something that has only ``recv``. Python 3 has nothing like it that is as easy to use;
    the class that the file gets does the same for bytes.

    Before::

        import socket

        def as_file(answer):
            answer.recv = answer.read
            return socket._fileobject(answer, close=True)

    After::

        import socket
        import io


        class _SocketFile(io.BufferedReader):
            # Reads from a socket, or what has its method `recv`, and writes to it.

            class _Raw(io.RawIOBase):
                def __init__(self, sock, closes):
                    self._sock = sock
                    self._closes = closes

                def readable(self):
                    return True

                def readinto(self, buffer):
                    data = self._sock.recv(len(buffer))
                    buffer[:len(data)] = data
                    return len(data)

                def close(self):
                    if self._closes and not self.closed:
                        self._sock.close()
                    super().close()

            def __init__(self, sock, mode="rb", bufsize=-1, close=False):
                super().__init__(self._Raw(sock, close), bufsize if bufsize > 1 else 8192)
                self._sock = sock

            def writable(self):
                return True

            def write(self, data):
                self._sock.sendall(data)
                return len(data)

            def flush(self):
                pass

        def as_file(answer):
            answer.recv = answer.read
            return _SocketFile(answer, close=True)

    Left alone, because it is not the library's::

        from shop import socket

        socket._fileobject(answer)

    Limits: for a socket alone its method ``makefile`` is simpler.
    Source: https://docs.python.org/3/library/socket.html#socket.socket.makefile
    """

    name = "socket_file"
    safety = "review"
    triggers = frozenset(["_fileobject"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_used = False

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if self.path_of(original_node) != "socket._fileobject":
            return updated_node
        self.is_used = True
        return cst.Name("_SocketFile", lpar=updated_node.lpar, rpar=updated_node.rpar)

    def finish(self) -> None:
        if not self.is_used:
            return
        document = self.document
        self.spell("io:RawIOBase")
        super().finish()
        text = CLASS.replace("\n", document.newline)
        document.insert(place_of_import(document), text, above_comments=True)
