from typing import Any

import libcst as cst

from porting.fixers.bases.decided import DecidedFixer
from porting.py2.spaces import comma_space


class BinaryFiles(DecidedFixer):
    r"""Open a file for bytes where nothing but bytes goes in or comes out.

    In Python 2 the letter ``b`` changed nothing outside of Windows. In Python 3 a file opened
    without it decodes what it reads, which fails for an image and is useless where only bytes will
    do: for a hash, a socket, or what ``pickle`` and ``zlib`` take. The mode is changed only where
    all that is done with the file is known.

    Before::

        import hashlib
        import pickle

        digest = hashlib.md5(open("photo.jpg").read()).hexdigest()
        with open("cache", "w") as cache:
            pickle.dump({}, cache)

    After::

        import hashlib
        import pickle

        digest = hashlib.md5(open("photo.jpg", 'rb').read()).hexdigest()
        with open("cache", "wb") as cache:
            pickle.dump({}, cache)

    Left alone, because what was read is printed as well::

        import hashlib

        page = open("index.html").read()
        print(page)
        digest = hashlib.md5(page.encode("utf-8"))

    Limits: a file that is handed to a function of another module stays as it is.
    Source: https://docs.python.org/3/library/functions.html#open
    """

    name = "binary_files"
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        decision = self.decision_on(original_node)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        arguments = list(updated_node.args)
        for index, argument in enumerate(arguments):
            is_mode = argument.keyword.value == "mode" if argument.keyword else index == 1
            if is_mode and isinstance(argument.value, cst.SimpleString):
                arguments[index] = argument.with_changes(value=with_letter_b(argument.value))
                return updated_node.with_changes(args=arguments)
        first = arguments[0].with_changes(comma=comma_space())
        mode = cst.Arg(cst.SimpleString("'rb'"))
        return updated_node.with_changes(args=[first, mode, *arguments[1:]])


def with_letter_b(string: cst.SimpleString) -> Any:
    """The literal of a mode with ``b`` behind its first letter."""
    quote = string.value.index(string.quote) + len(string.quote)
    body = string.value[quote : -len(string.quote)].replace("t", "")
    return string.with_changes(
        value=string.value[:quote] + (body[:1] or "r") + "b" + body[1:] + string.quote
    )
