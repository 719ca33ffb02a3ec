import re

from porting.fixer import Fixer
from porting.project.language import Language

_PYTHON = re.compile(r"(\A\ufeff?#![^\r\n]*?(?<![\w.-])python)(?:2(?:\.\d)?)?(?=[ \t\r\n]|\Z)")


class ScriptLine(Fixer):
    r"""Have a script run by ``python3``.

    The first line of a script tells the system who is to run it. What ``python`` is differs from
    one system to the next, and where it still is Python 2 the script works no more.

    Before::

        #!/usr/bin/env python
        print("Hello")

    After::

        #!/usr/bin/env python3
        print("Hello")

    Left alone, because another program runs it::

        #!/usr/bin/env jython
        print("Hello")

    Limits: a line that names a version beyond 2 stays.
    Source: https://peps.python.org/pep-0394/
    """

    name = "script_line"
    safety = "review"
    written_in = Language.PYTHON2

    def is_needed(self) -> bool:
        return False

    def finish(self) -> None:
        head = self.head
        if head.lstrip("\ufeff").startswith("#!"):
            new = _PYTHON.sub(r"\g<1>3", head, count=1)
            if new != head:
                self.rewrite_head(new)
