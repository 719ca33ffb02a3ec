from __future__ import annotations

import re

import libcst as cst

from porting.fixer import keyword_argument, name_of
from porting.fixers.bases.resolved import ResolvedFixer

NAMES = ("raw", "vars")
_SWITCHES = ("0", "1", "True", "False", "None", "raw")


class ParserArguments(ResolvedFixer):
    r"""Name the arguments ``raw`` and ``vars`` of a parser's ``get``.

    Since Python 3.2 the parsers of ``configparser`` take them by their names alone.

    Before::

        import configparser

        parser = configparser.ConfigParser()
        print(parser.get("shop", "title", True))
        print(parser.get("shop", "title", 0, {"year": "2011"}))

    After::

        import configparser

        parser = configparser.ConfigParser()
        print(parser.get("shop", "title", raw=True))
        print(parser.get("shop", "title", raw=0, vars={"year": "2011"}))

    Left alone, because nothing else has so many, or the file has its own::

        import configparser

        class Settings(configparser.ConfigParser):
            def get(self, section, option, default):
                return default

        print(Settings().get("shop", "title", None))

    Limits: a third argument that is neither a number nor a constant is left, as are sections and
    options with parentheses or commas in them.
    Source: https://docs.python.org/3/library/configparser.html#configparser.ConfigParser.get
    """

    name = "parser_arguments"
    pattern = re.compile(r"\.get\([^,()]+,[^,()]+,")

    def is_needed(self) -> bool:
        return "configparser" in self.document.words

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func, args = original_node.func, list(updated_node.args)
        if not isinstance(func, cst.Attribute) or func.attr.value != "get":
            return updated_node
        is_of_class = self.path_of(func).startswith("configparser.")
        place = 3 if is_of_class else 2
        if any(arg.star for arg in args) or not self._is_parsers(original_node, place):
            return updated_node
        for number, name in enumerate(NAMES, place):
            if number < len(args) and not args[number].keyword:
                old = args[number]
                new = keyword_argument(name, old.value)
                args[number] = new.with_changes(
                    comma=old.comma, whitespace_after_arg=old.whitespace_after_arg
                )
        return updated_node.with_changes(args=args)

    def _is_parsers(self, call: cst.Call, place: int) -> bool:
        """Whether a call gives more arguments by their places than any other ``get`` takes."""
        args = [arg for arg in call.args if not arg.keyword]
        if not place < len(args) <= place + len(NAMES):
            return False
        if place == 3:
            return True
        value = args[place].value
        switch = value.value if isinstance(value, cst.Integer) else name_of(value)
        return switch in _SWITCHES and not self._defines_get()

    def _defines_get(self) -> bool:
        return any("def get" in statement.text for statement in self.document.statements)
