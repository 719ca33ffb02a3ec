"""The stages, and the order of the fixers within each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from porting.looks import Entry, entries, fixers_in

if TYPE_CHECKING:
    from porting.fixer import Fixer


@dataclass(frozen=True)
class Stage:
    """An ordered group of fixers.

    `title` says in a sentence what the stage is for; `order` names the modules of its folder in
    `porting.fixers`, in the order in which they run. `corrections` come before them, but not
    where 2to3's own text is asked for. `repeats` is for stages that follow the data: what one
    round of changes makes known may lead to the next. One `on_request` runs only where it is named,
    or `Options.modernize` asks for it.
    """

    name: str
    title: str
    folder: str
    order: tuple[str, ...]
    corrections: tuple[str, ...] = ()
    repeats: bool = False
    on_request: bool = False

    @property
    def corrected(self) -> tuple[type[Fixer], ...]:
        """The corrections, then the fixers."""
        return _load("corrections", self.corrections) + self.fixers

    @property
    def fixers(self) -> tuple[type[Fixer], ...]:
        """The fixer classes, in the order in which they run."""
        return _load(self.folder, self.order)

    @property
    def known(self) -> tuple[type[Fixer] | Entry, ...]:
        """The same, as far as it is known without importing them."""
        return entries() if self.name == "2to3" else self.fixers


@cache
def _load(folder: str, order: tuple[str, ...]) -> tuple[type[Fixer], ...]:
    return tuple(fixer for module in order for fixer in fixers_in(folder, module))


STAGES = (
    Stage(
        "2to3",
        "What 2to3 does, to the letter.",
        "from_2to3",
        # The order is 2to3's own: five that look at single tokens, then the rest by their
        # numbered order and by name. `input` must come before `raw_input`.
        (
            "asserts",
            "idioms",
            "ne",
            "numliterals",
            "ws_comma",
            "intern",
            "next",
            "operator",
            "reduce",
            "reload",
            "renames",
            "tuple_params",
            "apply",
            "basestring",
            "buffer",
            "dict",
            "except_clause",
            "exec_statement",
            "execfile",
            "exitfunc",
            "filter",
            "funcattrs",
            "getcwdu",
            "has_key",
            "relative_import",
            "input",
            "itertools_imports",
            "long",
            "map",
            "metaclass",
            "methodattrs",
            "nonzero",
            "paren",
            "print_statement",
            "raise_statement",
            "raw_input",
            "backquote",
            "set_literal",
            "standarderror",
            "sys_exc",
            "throw",
            "types",
            "unicode",
            "xrange",
            "xreadlines",
            "zip",
            "imports",
            "isinstance",
            "itertools",
            "urllib",
            "imports2",
            "future",
        ),
        # `named_escapes` and `raw_unicode` must see the prefixes that `unicode` takes off.
        corrections=(
            "mixed_tabs",
            "package_imports",
            "import_levels",
            "import_calls",
            "kept_modules",
            "keyword_names",
            "division",
            "map_none",
            "filtered_text",
            "next_names",
            "yielding_lists",
            "class_comprehensions",
            "leaked_names",
            "exception_names",
            "string_exceptions",
            "raise_forms",
            "exec_names",
            "default_metaclass",
            "function_of_method",
            "glued_words",
            "integers",
            # What `integers` puts in parentheses is apart already.
            "number_spaces",
            "mixed_literals",
            "wide_octals",
            "keyword_parentheses",
            "itertools_names",
            "raw_unicode",
            "named_escapes",
            "print_nothing",
            "bare_tuples",
            "lambda_tuples",
            "urllib_names",
            "string_type",
            "str_tests",
            "native_strings",
            "next_calls",
            "reraise",
        ),
    ),
    Stage(
        "bytes-regex",
        "Patterns and literals that meet bytes become bytes.",
        "bytes_regex",
        # What is decoded where it comes in needs none of the others; what comes out of a file is
        # known once its mode is settled.
        (
            "decode_entry",
            "string_codecs",
            # From here on all are decided together, by one analysis for each round.
            "array_bytes",
            "binary_files",
            "standard_bytes",
            "socket_lines",
            "table_files",
            "file_encodings",
            "type_tests",
            "regex_bytes",
            "literal_bytes",
            "chr_bytes",
            "byte_tables",
            "buffer_strings",
            "object_bytes",
            "stream_ends",
            "stream_bytes",
            "byte_items",
            # What is not bytes by now stays text.
            "utf8_escapes",
        ),
        repeats=True,
    ),
    Stage(
        "str-decode",
        "Bytes that leave as text are decoded.",
        "str_decode",
        # `decode_exit` would take the encoding from a ``__str__`` that is to become ``__bytes__``.
        (
            "text_methods",
            "line_ends",
            "stream_codecs",
            "encode_entry",
            "decode_exit",
            "text_decode",
            "either_decode",
        ),
        repeats=True,
    ),
    Stage(
        "modern",
        "What Python 3.1 to 3.14 removed.",
        "modern",
        (
            "cgi",
            "base64_strings",
            "clock",
            "collection_classes",
            "gcd",
            "string_constants",
            "element_tree",
            "module_values",
            "os_names",
            "path_walk",
            "locale_format",
            "cookie_classes",
            "distutils_names",
            "future_builtins",
            "unseen_names",
            "renamed_modules",
            "plist_names",
            "dropped_arguments",
            "hmac_digest",
            "parser_arguments",
            "nested_contexts",
            "gettext_methods",
            "thread_methods",
            "element_methods",
            "expat_text",
            "expat_files",
            "iter_attribute",
            "logger_warn",
            "test_methods",
            "template_methods",
            "buffer_views",
            "retired_names",
            "os_errno",
            "imp_names",
            "html_unescape",
            "char_references",
            "request_methods",
            "array_methods",
            "formatargspec",
            "unbound_methods",
            "unbound_views",
            "gone_names",
            "mail_modules",
            "translate",
            "socket_file",
            "operator_tables",
            "memory_files",
            "readfp",
            "safe_config_parser",
            "parser_defaults",
            "http_messages",
            "has_key_method",
            "pipes",
            "thread_names",
            "email_modules",
            "hash_modules",
            "sets",
            "new_module",
            "user_dict",
            "html_parse_error",
            "exceptions_module",
            # `type_names` takes what is left of it for `object`.
            "instance_type",
            "type_names",
            "operator_slices",
            "urllib_leftovers",
            "make_suite",
            "token_patterns",
            "regex_flags",
            "part_flags",
            "sax_streams",
            "regex_octals",
            "octal_strings",
            "builtin_names",
            "file",
            "universal_newlines",
            "getargspec",
            "string_functions",
            # `sort_cmp` must see the calls of `cmp` that `cmp` writes in another way.
            "sort_cmp",
            "cmp",
            "iteration_methods",
            "changing_loops",
            "needless_lists",
            "system_leftovers",
            "object_new",
            "escapes",
            # What `escapes` makes raw may be a pattern.
            "regex_escapes",
            "empty_matches",
            "locale_patterns",
            "ascii_patterns",
            "whole_floats",
            "rounding",
            "number_text",
            "none_order",
            "unlike_order",
            "finally_exits",
            "random_streams",
            "delegating_classes",
            "class_order",
            "not_equal",
            "partial_attributes",
            "written_locals",
            "code_strings",
            "map_lengths",
            "array_codes",
            "item_order",
            "pickled_data",
            "tar_filters",
            "is_literal",
            "assert_tuple",
            "called_strings",
            "late_globals",
            "star_imports",
            "count_equal",
            "special_names",
            "bool_method",
            "generator_ends",
            "raised_classes",
            "exception_items",
            "next_of_none",
            "own_iterators",
            "attribute_strings",
            "slice_methods",
            "lost_methods",
            "cmp_method",
            "hash_method",
            "setup_script",
            "script_line",
            "object_first",
            "base_order",
            # `setup_script` and `distutils_names` leave it what has no other home.
            "distutils_home",
            # What the others found a home for needs no backport.
            "backports",
            "gone_modules",
            "same_branches",
            "soft_spaces",
        ),
    ),
    Stage(
        "modernize",
        "What Python 3 can do without, on request.",
        "modernize",
        (
            "coding_line",
            "text_prefixes",
            "module_metaclass",
            "object_base",
            "super_arguments",
            "os_errors",
        ),
        on_request=True,
    ),
)


def all_fixers() -> dict[str, type[Fixer]]:
    """Every fixer by name, in the order in which they run."""
    return {fixer.name: fixer for stage in STAGES for fixer in stage.corrected}
