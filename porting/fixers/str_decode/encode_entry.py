import libcst as cst

from porting.fixers.bases.decided import DecidedFixer


class EncodeEntry(DecidedFixer):
    r"""Encode text where only bytes may go in: a socket, a hash, a binary file.

    Python 2 sent, hashed and packed a ``str`` as it was. In Python 3 text has no bytes until it
    is encoded: ``TypeError: a bytes-like object is required, not 'str'``. It is encoded at the
    last moment, and stays text inside.

    Before::

        import socket
        from urllib.parse import urlencode
        from urllib.request import urlopen

        def ask(host, name):
            connection = socket.create_connection((host, 79))
            connection.sendall("%s\r\n" % name)

        page = urlopen("http://example.org/", urlencode({"q": "spam"}))

    After::

        import socket
        from urllib.parse import urlencode
        from urllib.request import urlopen

        def ask(host, name):
            connection = socket.create_connection((host, 79))
            connection.sendall(("%s\r\n" % name).encode('utf-8'))

        page = urlopen("http://example.org/", urlencode({"q": "spam"}).encode('utf-8'))

    What is bytes on one way and text on another is encoded if it is text.

    Before::

        import hashlib
        import struct

        def digest(number):
            key = struct.pack(">I", number) if number else repr(number)
            return hashlib.md5(key).digest()

        digest(5)

    After::

        import hashlib
        import struct

        def digest(number):
            key = struct.pack(">I", number) if number else repr(number)
            return hashlib.md5(key if isinstance(key, bytes) else key.encode('utf-8')).digest()

        digest(5)

    Of what nothing is known a program finds out when it runs.

    Before::

        import hashlib

        def digest(text):
            return hashlib.md5(text).hexdigest()

        print(globals()["digest"]("spam"))

    After::

        import hashlib

        def digest(text):
            return hashlib.md5(text.encode('utf-8') if isinstance(text, str) else text).hexdigest()

        print(globals()["digest"]("spam"))

    Left alone, because it may be bytes already, and whoever imports this sees to it::

        import socket

        def send(host, message):
            socket.create_connection((host, 79)).sendall(message)

    Limits: text is encoded as UTF-8; name another encoding with ``--encoding``.
    Source: https://docs.python.org/3/howto/unicode.html
    """

    name = "encode_entry"
    safety = "review"

    def on_expression(
        self, original_node: cst.BaseExpression, updated_node: cst.BaseExpression
    ) -> cst.BaseExpression:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        bytes_of_it = self.encoded(updated_node)
        if decision.how == "either":
            return self.either(updated_node, "bytes", updated_node, bytes_of_it, self.parent)
        if decision.how == "text":
            return self.either(updated_node, "str", bytes_of_it, updated_node, self.parent)
        return bytes_of_it

    leave_Attribute = leave_BinaryOperation = leave_BooleanOperation = leave_Call = on_expression
    leave_ConcatenatedString = leave_FormattedString = leave_IfExp = leave_Name = on_expression
    leave_SimpleString = leave_Subscript = on_expression
