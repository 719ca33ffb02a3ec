from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import arguments, keyword_argument
from porting.fixers.bases.moved_names import MovedNames
from porting.py2.spaces import comma_space

MESSAGES = ("mimetools.Message", "rfc822.Message")
MOVED = {
    "mimetools.Message": "email.message:Message",
    "mimetools.choose_boundary": "uuid:uuid4",
    "mimetools.copybinary": "shutil:copyfileobj",
    "mimetools.copyliteral": "shutil:copyfileobj",
    "rfc822.Message": "email.message:Message",
    "rfc822._daynames": "email._parseaddr:_daynames",
    "rfc822._monthnames": "email._parseaddr:_monthnames",
    "rfc822._timezones": "email._parseaddr:_timezones",
    "rfc822.dump_address_pair": "email.utils:formataddr",
    "rfc822.formatdate": "email.utils:formatdate",
    "rfc822.mktime_tz": "email.utils:mktime_tz",
    "rfc822.parseaddr": "email.utils:parseaddr",
    "rfc822.parsedate": "email.utils:parsedate",
    "rfc822.parsedate_tz": "email.utils:parsedate_tz",
    "rfc822.quote": "email.utils:quote",
    "rfc822.unquote": "email.utils:unquote",
}

GONE = {
    "mimetools": "its messages are in email, its encodings in base64, quopri and uu",
    "rfc822": "its messages and lists of addresses are in email",
}


class MailModules(MovedNames):
    r"""Take from ``email`` what ``rfc822`` and ``mimetools`` had.

    The package ``email`` does all that these modules did, and did so since Python 2.3; Python 3
    dropped them. ``Message(file)`` read the headers of a file. ``email.message_from_file`` does the
    same for text, ``http.client.parse_headers`` for bytes.

    Before::

        import io
        import mimetools
        from rfc822 import formatdate, Message

        headers = mimetools.Message(io.StringIO(text))
        answer = Message(io.BytesIO(content))
        print(formatdate(0), isinstance(headers, Message), mimetools.choose_boundary())

    After::

        import io
        import email.message, uuid
        from email.utils import formatdate
        from email.message import Message
        import http.client

        headers = email.message_from_file(io.StringIO(text))
        answer = http.client.parse_headers(io.BytesIO(content))
        print(formatdate(0, usegmt=True), isinstance(headers, Message), uuid.uuid4().hex)

    Left alone, because it is a module of one's own::

        from shop import rfc822

        rfc822.Message(stream)

    Warned about, because a list of addresses is another thing in ``email``::

        import rfc822

        names = rfc822.AddressList(header)

    Limits: a file that is not made in the same file is taken for one of text.
    Source: https://docs.python.org/2/library/rfc822.html
    """

    name = "mail_modules"
    safety = "review"
    moved = MOVED
    gone = GONE

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        path = self.path_of(original_node.func)
        if path not in self.table:
            return updated_node
        if path in MESSAGES and original_node.args:
            target = "email:message_from_file"
            if self._is_binary(original_node.args[0].value):
                target = "http.client:parse_headers"
            first = updated_node.args[0].with_changes(
                comma=cst.MaybeSentinel.DEFAULT, keyword=None, equal=cst.MaybeSentinel.DEFAULT
            )
            return updated_node.with_changes(func=self.spell(target), args=[first])
        if path == "rfc822.formatdate" and len(arguments(original_node.args)) <= 1:
            usegmt = keyword_argument("usegmt", cst.Name("True"))
            comma = comma_space()
            args = [arg.with_changes(comma=comma) for arg in updated_node.args]
            return updated_node.with_changes(args=[*args, usegmt])
        if path == "mimetools.choose_boundary":
            lpar, rpar = updated_node.lpar, updated_node.rpar
            call = updated_node.with_changes(lpar=(), rpar=())
            return cst.Attribute(call, cst.Name("hex"), lpar=lpar, rpar=rpar)
        return updated_node

    def _is_binary(self, node: Any) -> bool:
        """Whether a file is one of bytes, as far as this file tells."""
        if isinstance(node, cst.Call):
            return self.path_of(node.func) == "io.BytesIO"
        return isinstance(node, cst.Name) and self._is_made_binary(node.value)

    def _is_made_binary(self, name: str) -> bool:
        starts = (f"{name} = io.BytesIO(", f"{name} = BytesIO(")
        return any(
            statement.text.lstrip().startswith(starts) for statement in self.document.statements
        )
