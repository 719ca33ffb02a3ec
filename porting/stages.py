"""The stages, and the order of the fixers within each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from porting.fixers.unloaded import Unloaded, fixers_in, unloaded

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
    def known(self) -> tuple[type[Fixer] | Unloaded, ...]:
        """The same, as far as it is known without importing them."""
        return unloaded() if self.name == "2to3" else self.fixers


@cache
def _load(folder: str, order: tuple[str, ...]) -> tuple[type[Fixer], ...]:
    return tuple(fixer for module in order for fixer in fixers_in(folder, module))


# Fixers that have no place in code for 2.7 and 3, or another in their place: see stage "six".
NOT_FOR_SIX = frozenset(
    "basestring builtin_names future getcwdu long script_line setup_script string_type throw "
    "types unicode".split()
)

# Those that write what 2.7 has not got, or reads in another way. For target "six" each version gets
# its own branch (see `six_branches`); where that is not enough, a person is told.
PYTHON3_ALONE = frozenset(
    # 2to3's, and corrections
    "buffer imports2 "
    # bytes and text
    "array_bytes byte_tables file_encodings object_bytes socket_lines stream_codecs table_files "
    "utf8_escapes "
    # modern
    "array_methods ascii_patterns base64_strings buffer_views cgi char_references clock "
    "cmp_method count_equal distutils_names dropped_arguments expat_files expat_text "
    "formatargspec gcd getargspec gettext_methods hash_method hmac_digest html_parse_error "
    "html_unescape imp_names instance_type locale_patterns mail_modules memory_files "
    "number_text os_names part_flags plist_names readfp request_methods retired_names "
    "safe_config_parser sax_streams socket_file system_leftovers test_methods token_patterns "
    "translate type_names universal_newlines".split()
)

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
            "apply_calls",
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
            # What it names is imported from where the fixers of 2to3 find it.
            "star_imports",
            "default_metaclass",
            "function_of_method",
            "glued_words",
            "integers",
            # What `integers` puts in parentheses is apart already.
            "number_spaces",
            "bytes_characters",
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
            "exc_variables",
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
            "merged_packages",
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
            # Some names went from the modules of `email` by their new names.
            "email_modules",
            "retired_names",
            "os_errno",
            "imp_names",
            "import_strings",
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
            "headers_method",
            "has_key_method",
            "pipes",
            "thread_names",
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
            "frame_depth",
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
            "float_digits",
            "text_positions",
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
            "linux2",
            "checksums",
            "thread_attributes",
            "is_literal",
            "assert_tuple",
            "called_strings",
            "late_globals",
            "count_equal",
            "special_names",
            "bool_method",
            "generator_ends",
            "raised_classes",
            "written_bases",
            "exception_items",
            "merged_errors",
            "next_of_none",
            "own_iterators",
            "attribute_strings",
            "slice_methods",
            "lost_methods",
            "cmp_method",
            "hash_method",
            "heap_order",
            "setup_script",
            "script_line",
            "object_first",
            "base_order",
            # `setup_script` and `distutils_names` leave it what has no other home.
            "distutils_home",
            # What the others found a home for needs no backport.
            "backports",
            "index_packages",
            "gone_modules",
            "same_branches",
            "soft_spaces",
            "print_parts",
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
            # What is left of six then is needed no more.
            "six_calls",
            "six_values",
            "six_imports",
        ),
        on_request=True,
    ),
)


# What these see is Python 2 alone: they run before the fixers of 2to3.
_BEFORE_2TO3 = ("plain_unicode", "dict_views")
SIX = Stage(
    "six",
    "What Python 2.7 has not got is taken from six, for target six alone.",
    "six",
    # Names first: the modules that they leave may be needed no more.
    (
        *_BEFORE_2TO3,
        "six_types",
        "moved_members",
        "memory_text",
        "moved_modules",
        "moved_builtins",
        "shared_forms",
        "reraise_function",
        "with_metaclass",
        "method_names",
        "unicode_methods",
        "absolute_future",
        "print_future",
    ),
)
ALL_STAGES = (*STAGES, SIX)


def stages_for(target: str) -> tuple[Stage, ...]:
    """The stages for a target, "3" or "six", in their order."""
    if target == "3":
        return STAGES
    return (*(stage for stage in STAGES if not stage.on_request), SIX)


def fixers_for(stage: Stage, target: str) -> tuple[type[Fixer], ...]:
    """The fixers of a stage for a target, corrections first."""
    if target == "3":
        return stage.corrected
    early = _load(SIX.folder, _BEFORE_2TO3)
    left_out = PYTHON3_ALONE | NOT_FOR_SIX
    kept = (each for each in stage.corrected if each not in early and each.name not in left_out)
    return (*early, *kept) if stage.name == "2to3" else tuple(kept)


def left_out_for_six(stage: Stage) -> tuple[type[Fixer], ...]:
    """The fixers in whose place nothing runs for target "six", to be asked after a stage.

    Those of the stages that go by names are asked when six has given what it has.
    """
    by_names = [each for each in STAGES if each.name in ("2to3", "modern")]
    if stage in by_names:
        return ()
    asked = by_names if stage is SIX else [stage]
    fixers = (fixer for each in asked for fixer in each.corrected)
    return tuple(fixer for fixer in fixers if fixer.name in PYTHON3_ALONE and not fixer.explicit)


def all_fixers() -> dict[str, type[Fixer]]:
    """Every fixer by name, in the order in which they run."""
    return {fixer.name: fixer for stage in ALL_STAGES for fixer in stage.corrected}
