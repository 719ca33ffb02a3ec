import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_PARSERS = ("configparser.ConfigParser", "configparser.RawConfigParser")
_SETTLED = ("strict", "inline_comment_prefixes")
_NOTE = (
    "values keep what stands behind a semicolon now, and a section or option that comes twice is "
    "an error: strict=False, inline_comment_prefixes=';' reads files as Python 2 did"
)


class ParserDefaults(ResolvedFixer):
    r"""Tell of parsers that read files of settings in another way than before.

    In Python 2 a semicolon behind a space began a comment, also behind a value. The parsers of
    Python 3 take it for a part of the value, unless they are told; and they refuse a file that has
    a section or an option twice.

    Warned about, because the files are not known::

        import configparser

        parser = configparser.ConfigParser()

    Left alone, because both are settled::

        import configparser

        parser = configparser.ConfigParser(strict=False, inline_comment_prefixes=";")

    Limits: the files themselves are not looked at. A parser of a class of one's own is not seen.
    Source: https://docs.python.org/3/library/configparser.html#customizing-parser-behaviour
    """

    name = "parser_defaults"
    triggers = frozenset(["ConfigParser", "RawConfigParser"])
    in_strings = False
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if self.path_of(original_node.func) in _PARSERS:
            names = [arg.keyword.value for arg in original_node.args if arg.keyword]
            if not set(_SETTLED) & set(names):
                self.note(original_node, _NOTE, "wrong result, no error")
        return updated_node
