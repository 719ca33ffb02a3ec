from __future__ import annotations

import re

from porting.engine.document import Statement
from porting.fixer import Fixer
from porting.project.language import Language
from porting.py2.tokens import Kind

NAMES = {"iteritems": "items", "iterkeys": "keys", "itervalues": "values"}
_CALL = re.compile(r"\.(iteritems|iterkeys|itervalues)\(\)")
# A string that stands by itself, as a docstring does, or as all there is in a block.
_DOC = re.compile(r"\s*(?:(?:class|def)\b[\s\S]*:\s*)?[uUbBrR]*''\s*")


class TemplateMethods(Fixer):
    r"""Call ``items`` in templates that stand in strings, where they call ``iteritems``.

    What a template asks of a dictionary, it asks when it is filled in, under Python 3. 2to3 renames
    these methods in code, and leaves strings alone.

    Before::

        PAGE = "{% for name, price in books.iteritems() %}{{ name }}{% endfor %}"

    After::

        PAGE = "{% for name, price in books.items() %}{{ name }}{% endfor %}"

    Left alone, because nothing is called::

        print("iteritems is no more")

    Limits: text that only tells of such a call changes, too.
    Source: https://peps.python.org/pep-3106/
    """

    name = "template_methods"
    safety = "review"
    literals = Kind.STRING
    pattern = _CALL
    written_in = Language.UNDECIDED

    def may_change(self, statement: Statement) -> bool:
        return _DOC.fullmatch(statement.code) is None

    def rewrite_literal(self, text: str) -> str:
        return _CALL.sub(lambda found: f".{NAMES[found[1]]}()", text)
