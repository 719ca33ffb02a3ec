from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, name_of
from porting.fixers.bases.resolved import ResolvedFixer

_LOGGER = re.compile(r"^\s*((?:\w+\.)*\w+)\s*=\s*(?:logging\.)?getLogger\s*\(")


class LoggerWarn(ResolvedFixer):
    r"""Log warnings with ``warning`` in place of ``warn``.

    The short name was never documented, and warns of itself in Python 3.

    Before::

        import logging

        log = logging.getLogger("shop")
        log.warn("no books")
        logging.warn("none at all")

    After::

        import logging

        log = logging.getLogger("shop")
        log.warning("no books")
        logging.warning("none at all")

    Left alone, because nothing shows that it is a logger::

        import warnings

        warnings.warn("no books")
        reporter.warn("none at all")

    Limits: a logger is known by the ``getLogger`` that gave it, in the same file.
    Source: https://docs.python.org/3/library/logging.html#logging.Logger.warning
    """

    name = "logger_warn"
    triggers = frozenset(["warn"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        found = (_LOGGER.match(statement.text) for statement in document.statements)
        self.loggers = {match.group(1) for match in found if match}

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        if original_node.attr.value != "warn":
            return updated_node
        is_module = self.path_of(original_node) == "logging.warn"
        if not is_module and name_of(original_node.value) not in self.loggers:
            return updated_node
        return updated_node.with_changes(attr=cst.Name("warning"))
