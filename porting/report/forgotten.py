"""How it would show itself if a change had been forgotten.

What does not parse is found by parsing it. What parses is told by its fixer: by the word that the
fixer has for places that it leaves (`Fixer.if_left`), or by the tables below, which follow from
the fixers' own explanations.
"""

from __future__ import annotations

import ast
import re
import warnings
from functools import cache, lru_cache
from typing import Literal, get_args

from porting.result import SILENT, Change, Shows

Forgotten = Shows | Literal["no difference"]
FORGOTTEN = (*get_args(Shows), "no difference")

# What they rewrite is no Python 3; where the rest of the statement is none either, that counts.
SYNTAX_FIXERS = frozenset(
    """
    except exec integers lambda_tuples mixed_tabs ne numliterals print raise raw_unicode repr throw
    tuple_params
    """.split()
)
# Where Python 3 goes on with another value, another order, or does nothing.
SILENT_FIXERS = frozenset(
    """
    array_codes ascii_patterns attribute_strings bool_method buffer_strings changing_loops
    char_references class_order cmp_method code_strings decode_entry decode_exit
    default_metaclass empty_matches exitfunc file_encodings finally_exits has_key_method is_literal
    item_order line_ends map_none metaclass module_metaclass native_strings next_names nonzero
    not_equal object_bytes part_flags partial_attributes random_streams slice_methods socket_lines
    soft_spaces special_names str_tests text_methods type_tests unicode_methods utf8_escapes
    wide_octals written_locals
    """.split()
)
# The same, but only where the statement is like this.
SILENT_WHERE = {
    "dict": re.compile(r"(?s)(?!.*\b(iter|view)(keys|values|items)\b)"),
    "literal_bytes": re.compile(r"(?s).*[!=]="),
    "xrange": re.compile(r"(?s)(?!.*\bxrange\b)"),
}
# Where Python 3 does the same either way, or only warns.
HARMLESS_FIXERS = frozenset(
    """
    coding_line escapes future idioms isinstance logger_warn needless_lists object_base os_errors
    regex_escapes same_branches script_line set_literal six_calls six_imports six_values
    super_arguments text_prefixes thread_methods thread_names ws_comma
    """.split()
)
# What a statement, or the head of one, needs around it to be a program.
_FRAMES = (
    "{}",
    "{}\n pass",
    "{}\n pass\nfinally: pass",
    "try: pass\n{}\n pass",
    "if 0: pass\n{}\n pass",
    "{}\ndef f(): pass",
)
_IMPORT = re.compile(r"(import|from)\b")
_PREFIX = re.compile(r"""\b[uU](?=["'])""")


def if_forgotten(change: Change) -> Forgotten:
    """How it would show itself if the statement had been left as it was."""
    from porting.stages import all_fixers

    if change.fixer == "sessions":
        return SILENT
    if not is_statement(change.before) and (
        is_statement(change.after) or change.fixer in SYNTAX_FIXERS
    ):
        return "fails at import"
    if change.fixer in HARMLESS_FIXERS or _PREFIX.sub("", change.before) == change.after:
        return "no difference"
    fixer = all_fixers().get(change.fixer)
    if fixer is not None and fixer.if_left is not None:
        return fixer.if_left
    if change.fixer in SILENT_FIXERS:
        return SILENT
    where = SILENT_WHERE.get(change.fixer)
    if where is not None and where.match(change.before):
        return SILENT
    return "fails at import" if _IMPORT.match(change.before) else "fails when reached"


@cache
def is_statement(code: str) -> bool:
    """Whether a statement, or the head of one, is Python 3 as far as its form goes."""
    return any(is_program(frame.format(code)) for frame in _FRAMES)


def is_program(code: str) -> bool:
    """Whether Python 3 reads it."""
    return tree_of_program(code) is not None


@lru_cache(maxsize=64)
def tree_of_program(code: str) -> ast.Module | None:
    """The tree of a program; None where Python 3 does not read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
