"""The stages, the order of the fixers within each, and the run from source to result."""

from __future__ import annotations

import gc
import warnings as python_warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from symtable import symtable
from typing import TYPE_CHECKING, get_args

from porting.diff import stage_labels
from porting.document import read_document
from porting.errors import FixerBug, SourceError
from porting.language import Language, language_of
from porting.looks import Entry, entries, fixers_in, may_find, watch
from porting.options import Options
from porting.result import Change, Result, StageResult, Strings, Warning
from porting.source import decode_source
from porting.trees import tree_of

if TYPE_CHECKING:
    from porting.evidence import FileEvidence
    from porting.fixer import Fixer
    from porting.flow.summary import ProjectFacts
    from porting.project import Project


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
            "regex_octals",
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
            "finally_exits",
            "random_streams",
            "delegating_classes",
            "class_order",
            "not_equal",
            "partial_attributes",
            "code_strings",
            "map_lengths",
            "array_codes",
            "item_order",
            "pickled_data",
            "tar_filters",
            "is_literal",
            "assert_tuple",
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
_LAST = [stage.name for stage in STAGES if not stage.on_request][-1]


def port_source(
    source: str | bytes,
    *,
    filename: str = "<string>",
    stages: Sequence[str] | None = None,
    fixers: Sequence[str] | None = None,
    target: str = "3",
    print_function: bool | None = None,
    strings: Strings = "book",
    encoding: str = "utf-8",
    evidence: FileEvidence | None = None,
    modernize: bool = False,
    options: Options | None = None,
    project: Project | None = None,
    facts: ProjectFacts | None = None,
) -> Result:
    """Port one Python 2 file.

    Args:
        source: the whole file; bytes are decoded as Python 2 would (BOM, PEP 263).
        filename: for messages; where it names a real file, the modules beside it are known.
        stages: names of the stages to run, in the pipeline's order whatever order they come in;
            None for all. ``["2to3"]`` alone is 2to3's behaviour to the letter.
        fixers: names of fixers; only these run, those of stage 2to3 in 2to3's own way.
        target: "3", the only one so far.
        print_function: read ``print`` as a function whatever the file says, as ``2to3 -p``.
        strings: where bytes become text: "book" keeps them inside and decodes at the exit,
            "boundary" decodes where they come in, if all that is done to them fits text.
        encoding: that of the data which the ported code decodes.
        evidence: what a run under Python 2.7 showed of this file: see `porting.evidence`.
        modernize: run stage ``modernize``, too, which takes out what Python 3 can do without.
        options: all of these at once, in the place of them.
        project: what is known of the other files of the run; see `porting.project`.
        facts: what the modules that it imports give; found out where there is a project.

    Returns:
        The ported text, and each stage's changes, warnings and diff.

    Raises:
        SourceError: the source is neither Python 2.7 nor Python 3; carries the place.
        FixerBug: the result would not be Python 3. This is a bug in porting.
        ValueError: an unknown stage, fixer, target or policy for strings.
    """
    if target != "3":
        raise ValueError(f"unknown target {target!r}: only '3' so far")
    if strings not in get_args(Strings):
        raise ValueError(f"unknown strings {strings!r}: there are 'book' and 'boundary'")
    text = source if isinstance(source, str) else decode_source(source, filename=filename).text
    is_faithful = fixers is not None or list(stages or ()) == ["2to3"]
    options = options or Options(
        print_function, strings=strings, encoding=encoding, evidence=evidence, modernize=modernize
    )
    selected = _select(stages, fixers, is_faithful, options.modernize)
    starts_as_python2 = any(stage.name == "2to3" for stage, _ in selected)
    is_decided = is_faithful or not starts_as_python2
    language = Language.PYTHON2
    if not is_decided:
        from porting.project import project_around

        known = project or project_around(filename)
        language = language_of(text, known.language_around(filename), known.own_names(filename))
    if facts is None and not is_faithful:
        facts = _facts_for(filename, text, project, options)
    with_sessions = starts_as_python2 and not is_faithful and language is not Language.PYTHON3
    results: list[StageResult] = []
    warnings: list[Warning] = []
    code = text
    is_first_look = True
    with garbage_uncollected(), python_warnings.catch_warnings():
        # Python would warn of literals that fixers evaluate: of the code under treatment.
        python_warnings.simplefilter("ignore")
        for stage, kinds in selected:
            result, notes = _run_stage(
                stage,
                [
                    kind
                    for kind in kinds
                    if kind.written_in.value <= language.value
                    and kind.strings in (None, options.strings)
                ],
                code,
                filename,
                options,
                results[-1].name if results else None,
                is_faithful,
                project,
                language,
                text if starts_as_python2 and language is not Language.PYTHON3 else None,
                facts,
                is_first_look,
            )
            results.append(result)
            is_first_look = is_first_look and not (stage.repeats and result.changes)
            warnings += notes
            if stage.name == _LAST and with_sessions:
                results[-1] = _with_sessions(results, result.code, filename, language, project)
            code = results[-1].code
        must_compile = starts_as_python2 and not is_faithful
        warnings += _check(text, code, filename, options, must_compile)
    changes = tuple(change for result in results for change in result.changes)
    return Result(code, tuple(results), changes, tuple(warnings))


def port_text(text: str, *, filename: str = "<string>", project: Project | None = None) -> Result:
    """Port the interactive sessions in a text that is no program.

    Args:
        text: the whole file.
        filename: for messages.
        project: what is known of the other files of the run; see `porting.project`.
    """
    around = project.language_around(filename) if project else Language.UNDECIDED
    stage = StageResult(_LAST, text, (), text, filename)
    if around is not Language.PYTHON3:
        exceptions = project.exceptions if project else {}
        from porting.sessions import port_sessions

        code = port_sessions(text, partial(_port_session, language=around), exceptions)
        stage = _changed(stage, text, text, code, filename, STAGES[0].name)
    return Result(stage.code, (stage,), stage.changes, ())


def _port_session(program: str, language: Language) -> str:
    """Port what is typed in one session."""
    from porting.project import Project

    around = Project(languages={"": language})
    return port_source(program, filename="<session>", project=around).code


def _with_sessions(
    results: Sequence[StageResult],
    code: str,
    filename: str,
    language: Language,
    project: Project | None,
) -> StageResult:
    """The last stage with the sessions in docstrings ported, too."""
    from porting.sessions import port_docstrings

    last, before = results[-1], results[-2] if len(results) > 1 else None
    exceptions = project.exceptions if project else {}
    ported = port_docstrings(code, partial(_port_session, language=language), exceptions)
    previous = before.name if before else None
    return _changed(last, before.code if before else code, code, ported, filename, previous)


def _changed(
    stage: StageResult, first: str, text: str, code: str, filename: str, previous: str | None
) -> StageResult:
    """A stage that had made `text` of `first`, with a change that makes `code` of it."""
    if code == text:
        return stage
    rows = enumerate(zip(text.splitlines(), code.splitlines()), 1)
    line, old, new = next((row, *pair) for row, pair in rows if pair[0] != pair[1])
    reason = "Port what is typed in interactive sessions, and what they show."
    change = Change("sessions", stage.name, line, 0, old.strip(), new.strip(), reason, "review")
    labels = stage_labels(stage.name, previous)
    return StageResult(stage.name, code, (*stage.changes, change), first, filename, labels)


_FOLLOWED = ("2to3", "bytes-regex", "str-decode")


def _facts_for(
    filename: str, text: str, project: Project | None, options: Options
) -> ProjectFacts | None:
    """What is known of the modules that a file imports, where that may matter."""
    if project is None or options.evidence is not None:
        return None
    from porting.flow.library import has_source
    from porting.imported import Imported

    if not has_source(text):
        return None

    followed = replace(options, modernize=False)

    def port(text: str, path: str, facts: ProjectFacts | None) -> str:
        return port_source(
            text, filename=path, stages=_FOLLOWED, options=followed, project=project, facts=facts
        ).code

    return Imported(project, port).facts_for(filename)


def all_fixers() -> dict[str, type[Fixer]]:
    """Every fixer by name, in the order in which they run."""
    return {fixer.name: fixer for stage in STAGES for fixer in stage.corrected}


_MOST_ROUNDS = 10
Selection = list[tuple[Stage, tuple["type[Fixer] | Entry", ...]]]


def _select(
    stages: Sequence[str] | None,
    fixers: Sequence[str] | None,
    is_faithful: bool,
    modernize: bool,
) -> Selection:
    """The stages to run, each with those of its fixers that were asked for."""
    names = [stage.name for stage in STAGES]
    for name in stages or ():
        if name not in names:
            raise ValueError(f"unknown stage {name!r}: there are {', '.join(names)}")
    if fixers is not None:
        chosen = _with_fixers(fixers)
        return [(stage, kinds) for stage, kinds in chosen if stages is None or stage.name in stages]
    selected = []
    for stage in STAGES:
        is_asked_for = modernize if stage.on_request else stages is None
        if is_asked_for or stage.name in (stages or ()):
            kinds = stage.known if is_faithful else stage.corrected
            selected.append((stage, tuple(kind for kind in kinds if not kind.explicit)))
    return selected


def _with_fixers(fixers: Sequence[str]) -> Selection:
    """The stages that have these fixers. No more modules are imported than it takes."""
    selected: Selection = []
    missing = set(fixers)
    for stage in STAGES:
        kinds = stage.known if missing else ()
        if missing - {kind.name for kind in kinds}:
            kinds = stage.corrected
        if chosen := tuple(kind for kind in kinds if kind.name in fixers):
            selected.append((stage, chosen))
            missing -= {kind.name for kind in chosen}
    for name in fixers:
        if name in missing:
            raise ValueError(f"unknown fixer {name!r}: porting explain lists them")
    return selected


def _run_stage(
    stage: Stage,
    fixers: Sequence[type[Fixer] | Entry],
    text: str,
    filename: str,
    options: Options,
    previous: str | None,
    is_faithful: bool,
    project: Project | None,
    language: Language,
    original: str | None,
    facts: ProjectFacts | None,
    is_first_look: bool,
) -> tuple[StageResult, list[Warning]]:
    changes: list[Change] = []
    warnings: list[Warning] = []
    code = text
    is_python3 = stage.name != "2to3"
    try:
        for _ in range(_MOST_ROUNDS if stage.repeats else 1):
            document = read_document(
                code, filename, is_python3 or options.print_function, options.exec_function
            )
            document.is_faithful, document.is_python3 = is_faithful, is_python3
            document.project, document.language = project, language
            document.original = original
            document.is_first_look = is_first_look and not changes
            document.facts = facts
            watch(document, fixers)
            if not any(may_find(document, each) for each in fixers):
                break
            from porting.engine import run_fixers, settle_print

            settle_print(document)
            done, warnings = run_fixers(document, fixers, options, stage.name)
            changes += done
            code = document.text
            if not done:
                break
    except SourceError:
        # The place of an error in one statement is told best with the whole file at hand.
        _read_source(text, filename, options, is_likely=False)
        raise
    labels = stage_labels(stage.name, previous)
    return StageResult(stage.name, code, tuple(changes), text, filename, labels), warnings


_MUCH = 50_000


@contextmanager
def garbage_uncollected() -> Iterator[None]:
    """Switch the cyclic garbage collector off: it costs LibCST 40 % of its time.

    What was made meanwhile is collected at the end if it is much, also where one file is ported
    for another.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MUCH:
            gc.collect(0)
        if enabled:
            gc.enable()


def _check(
    text: str, code: str, filename: str, options: Options, must_compile: bool
) -> list[Warning]:
    """Make sure that the outcome is Python 3; where it is not, find out whose fault that is.

    What 2to3 makes of a file need not compile: then only the input is looked at. What parses and
    still does not compile (``import *`` in a function) is left for a person.
    """
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            # This parses, and stops at much of what the compiler does, in two thirds of the time
            # of `ast.parse`.
            symtable(code.removeprefix("\ufeff"), filename, "exec")
    except SyntaxError as error:
        line = error.lineno or 0
        if tree_of(code) is not None:
            message = f"this does not compile in Python 3: {error.msg}"
            place = Warning(line, max((error.offset or 1) - 1, 0), message, "at once")
            return [place] if must_compile else []
        _read_source(text, filename, options)
        if must_compile:
            raise FixerBug(
                f"{filename}:{line}: the ported code does not compile: {error.msg}\n"
                "hint: this is a bug in porting; please report it with the file"
            ) from None
    except (ValueError, RecursionError, MemoryError):
        _read_source(text, filename, options)
    return []


def _read_source(text: str, filename: str, options: Options, *, is_likely: bool = True) -> None:
    """Raise the SourceError of a text that is not Python, though it is likely that it is."""
    from porting.py2.parse import check_module, parse_module

    read: Callable[..., object] = check_module if is_likely else parse_module
    read(
        text,
        filename=filename,
        print_function=options.print_function,
        exec_function=options.exec_function,
    )
