"""The run through the stages, from source to result."""

from __future__ import annotations

import gc
import re
import warnings as python_warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from symtable import symtable
from typing import TYPE_CHECKING, get_args

from porting.diff import stage_labels
from porting.engine.context import Context
from porting.engine.document import read_document
from porting.engine.ignored import EVERYTHING, has_comment, ignored_lines
from porting.engine.places import Origins, joined, line_before, origins_by_text, origins_in, placed
from porting.engine.triggers import may_find, watch
from porting.errors import FixerBug, SourceError
from porting.fixers.questions.removals import version_named
from porting.fixers.unloaded import Unloaded
from porting.left import tell_language, tell_of_left
from porting.options import Options
from porting.project.language import Language, Verdict, evidence_of
from porting.result import Change, Result, StageResult, Strings, Target, Warning
from porting.source import decode_source
from porting.stages import (
    ALL_STAGES,
    STAGES,
    Stage,
    fixers_for,
    left_out_for_six,
    stages_for,
)
from porting.trees import tree_of

if TYPE_CHECKING:
    from porting.evidence import FileEvidence
    from porting.fixer import Fixer
    from porting.flow.knowledge.library import Facts
    from porting.project.graph import Project


_LAST = [stage.name for stage in STAGES if not stage.on_request][-1]


def port_source(
    source: str | bytes,
    *,
    filename: str = "<string>",
    stages: Sequence[str] | None = None,
    fixers: Sequence[str] | None = None,
    target: Target = "3",
    print_function: bool | None = None,
    strings: Strings = "book",
    encoding: str = "utf-8",
    evidence: FileEvidence | None = None,
    modernize: bool = False,
    enable: Collection[str] = (),
    disable: Collection[str] = (),
    from_version: str | None = None,
    target_version: str | None = None,
    options: Options | None = None,
    project: Project | None = None,
    facts: Facts | None = None,
) -> Result:
    """Port one Python 2 file.

    Args:
        source: the whole file; bytes are decoded as Python 2 would (BOM, PEP 263).
        filename: for messages; where it names a real file, the modules beside it are known.
        stages: names of the stages to run, in the pipeline's order whatever order they come in;
            None for all. ``["2to3"]`` alone is 2to3's behaviour to the letter.
        fixers: names of fixers; only these run, those of stage 2to3 in 2to3's own way.
        target: "3", or "six" for code that Python 2.7 and 3 run with six.
        target_version: the Python 3 that the port is for, "3.8" to "3.14": what a later one removed
            is left as it is. None for code that runs on all of them that are still supported.
        print_function: read ``print`` as a function whatever the file says, as ``2to3 -p``.
        strings: where bytes become text: "book" keeps them inside and decodes at the exit,
            "boundary" decodes where they come in, if all that is done to them fits text.
        encoding: that of the data which the ported code decodes.
        evidence: what a run under Python 2.7 showed of this file: see `porting.evidence`.
        modernize: run stage ``modernize``, too, which takes out what Python 3 can do without.
        enable: names of fixers that run, too, though they wait to be asked for; with `stages`
            only those of them.
        disable: names of fixers that do not run.
        from_version: "2" takes the file for Python 2 whatever it shows; None looks at what it
            shows, and at the files around it. ``stages=["2to3"]`` and `fixers` do not ask.
        options: all of these at once, in the place of them.
        project: what is known of the other files of the run; see `porting.project.graph`.
        facts: what is known of the functions that it calls, besides those of the library: of
            a project's own rows and modules. See `porting.flow.knowledge.library`.

    Returns:
        The ported text, and each stage's changes, warnings and diff.

    Raises:
        SourceError: the source is neither Python 2.7 nor Python 3; carries the place.
        FixerBug: the result would not be Python 3. This is a bug in porting.
        ValueError: an unknown stage, fixer, target, version or policy for strings.
    """
    if target not in get_args(Target):
        raise ValueError(f"unknown target {target!r}: there are '3' and 'six'")
    if strings not in get_args(Strings):
        raise ValueError(f"unknown strings {strings!r}: there are 'book' and 'boundary'")
    if from_version not in (None, "2"):
        raise ValueError(f"unknown from_version {from_version!r}: only '2' can be named")
    text = source if isinstance(source, str) else decode_source(source, filename=filename).text
    is_faithful = fixers is not None or list(stages or ()) == ["2to3"]
    options = options or Options(
        print_function,
        strings=strings,
        encoding=encoding,
        evidence=evidence,
        modernize=modernize,
        target=target,
        target_version=version_named(target_version),
    )
    is_faithful = is_faithful and options.target == "3"
    selected = _select(stages, fixers, is_faithful, options, enable, disable)
    starts_as_python2 = any(stage.name == "2to3" for stage, _ in selected)
    verdict = Verdict(Language.PYTHON2, "it was said to be")
    if not is_faithful and from_version is None:
        from porting.project.graph import project_around

        verdict = (project or project_around(filename)).verdict_on(text, filename)
    language = verdict.language
    with_sessions = starts_as_python2 and not is_faithful and language is not Language.PYTHON3
    # What a session shows is another thing in each version: Python 2 keeps what it has.
    with_sessions = with_sessions and options.target == "3"
    results: list[StageResult] = []
    warnings: list[Warning] = []
    left: list[Warning] = []
    code = text
    context = Context(
        filename,
        language,
        project,
        facts,
        original=text if starts_as_python2 and language is not Language.PYTHON3 else None,
        is_faithful=is_faithful,
    )
    with garbage_collected_late(), python_warnings.catch_warnings():
        # Python would warn of literals that fixers evaluate: of the code under treatment.
        python_warnings.simplefilter("ignore")
        for stage, kinds in selected:
            is_python3 = stage.name != "2to3"
            mixes_prints = language is Language.HALF and not is_python3
            context = replace(context, is_python3=is_python3, mixes_prints=mixes_prints)
            previous = results[-1].name if results else None
            run = partial(_run_stage, context=context, options=options, previous=previous)
            may_run = partial(_may_run, language=language, options=options)
            given = StageResult(stage.name, code, (), code)
            if stage.name == _LAST and with_sessions and language is Language.PYTHON2:
                given, notes = _with_code_strings(given)
                warnings += notes
            result, notes = run(stage, [kind for kind in kinds if may_run(kind)], given.code)
            result = replace(result, before=code, changes=(*given.changes, *result.changes))
            warnings += notes
            if options.target == "six":
                from porting.six_branches import with_branches

                left_out = [kind for kind in left_out_for_six(stage) if may_run(kind)]
                result, notes = with_branches(result, left_out, partial(run, stage))
                warnings += notes
            left += tell_of_left(stage, kinds, code, context, options)
            results.append(result)
            if stage.repeats and result.changes:
                context = context.looked_at()
            if stage.name == _LAST and with_sessions:
                results[-1] = _with_sessions(results, result.code, filename, language, project)
            code = results[-1].code
        # A Python 3 that is newer than this one cannot be compiled here.
        is_newer = language is Language.PYTHON3 and tree_of(text) is None
        must_compile = starts_as_python2 and not is_faithful and not is_newer
        is_ours = not disable and not has_comment(text)
        warnings += _check(text, code, filename, options, must_compile, is_ours)
        if must_compile and options.target == "six" and language is not Language.PYTHON3:
            warnings += _check_python2(code)
    if left:
        warnings += [tell_language(verdict), *left]
    warnings = placed(warnings, results)
    if not is_faithful:
        warnings = _for_a_person(warnings, text)
    changes = tuple(change for result in results for change in result.changes)
    return Result(code, tuple(results), changes, tuple(warnings))


def _may_run(kind: type[Fixer] | Unloaded, language: Language, options: Options) -> bool:
    is_for_it = kind.written_in.value <= language.value
    if options.target_version is not None and kind.removed_in > options.target_version:
        return False
    return is_for_it and kind.strings in (None, options.strings)


def _for_a_person(warnings: Iterable[Warning], text: str) -> list[Warning]:
    """The warnings that no comment in the text keeps off their lines, in the order of the lines,
    one for each place and cause."""
    ignored = ignored_lines(text)
    unique: dict[tuple[int, int, str], Warning] = {}
    for warning in warnings:
        names = {warning.fixer}
        if warning.fixer != "does_not_compile":  # That is about the whole file.
            names.add(EVERYTHING)
        if names.isdisjoint(ignored.get(warning.line, ())):
            unique.setdefault((warning.line, warning.column, warning.message), warning)
    return [unique[key] for key in sorted(unique, key=lambda key: key[:2])]


def port_text(text: str, *, filename: str = "<string>", project: Project | None = None) -> Result:
    """Port the interactive sessions in a text that is no program.

    Args:
        text: the whole file.
        filename: for messages.
        project: what is known of the other files of the run; see `porting.project.graph`.
    """
    around = project.language_around(filename) if project else Language.UNDECIDED
    stage = StageResult(_LAST, text, (), text, filename)
    if around is not Language.PYTHON3:
        exceptions = project.exceptions if project else {}
        from porting.engine.sessions import port_sessions

        code = port_sessions(text, partial(_port_session, language=around), exceptions)
        stage = _changed(stage, text, text, code, filename, STAGES[0].name)
    return Result(stage.code, (stage,), stage.changes, ())


def _port_session(program: str, language: Language) -> str:
    """Port what is typed in one session."""
    from porting.project.graph import Project

    around = Project(languages={"": language})
    return port_source(program, filename="<session>", project=around).code


def _with_code_strings(given: StageResult) -> tuple[StageResult, list[Warning]]:
    """What the last stage is given with the code ported that stands in strings and is executed,
    and warnings of what could not be."""
    if not _EXECUTED.search(given.code):
        return given, []
    from porting.engine.code_strings import port_code_strings
    from porting.fixers.modern.code_strings import MESSAGE, CodeStrings

    port = partial(_port_session, language=Language.PYTHON2)
    text, strings = port_code_strings(given.code, port)
    name, reason = CodeStrings.name, CodeStrings.reason()
    changes = [
        Change(name, _LAST, each.line, each.column, each.before, each.after, reason, "review")
        for each in strings
        if each.after
    ]
    warnings = [
        Warning(each.line, each.column, MESSAGE, "fails when reached", name, _LAST)
        for each in strings
        if not each.after
    ]
    return replace(given, code=text, changes=tuple(changes)), warnings


def _with_sessions(
    results: Sequence[StageResult],
    code: str,
    filename: str,
    language: Language,
    project: Project | None,
) -> StageResult:
    """The last stage with the sessions in docstrings ported, too."""
    from porting.engine.sessions import port_docstrings

    last, before = results[-1], results[-2] if len(results) > 1 else None
    exceptions = dict(project.exceptions) if project else {}
    if _TESTMOD.search(code):
        # A script shows the exceptions that it defines without the name of its module.
        for name in _CLASS.findall(code):
            exceptions.pop(name, None)
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
    origins = joined(stage.origins, origins_by_text(text, code))
    return StageResult(stage.name, code, (*stage.changes, change), first, filename, labels, origins)


_TESTMOD = re.compile(r"\btestmod\s*\(")
_CLASS = re.compile(r"^class[ \t]+(\w+)", re.MULTILINE)
_EXECUTED = re.compile(r"\b(?:exec|eval|compile|timeit)\b")
_MOST_ROUNDS = 10
Selection = list[tuple[Stage, tuple["type[Fixer] | Unloaded", ...]]]


def _select(
    stages: Sequence[str] | None,
    fixers: Sequence[str] | None,
    is_faithful: bool,
    options: Options,
    enable: Collection[str],
    disable: Collection[str],
) -> Selection:
    """The stages to run, each with those of its fixers that were asked for."""
    known = stages_for(options.target)
    names = [stage.name for stage in known]
    for name in stages or ():
        if name not in names:
            raise ValueError(f"unknown stage {name!r}; choose from {', '.join(names)}")
    if fixers is not None:
        chosen = _with_fixers(fixers)
        return [(stage, kinds) for stage, kinds in chosen if stages is None or stage.name in stages]
    if enable or disable:
        _with_fixers([*enable, *disable])
    selected = []
    for stage in known:
        is_asked_for = options.modernize if stage.on_request else stages is None
        is_asked_for = is_asked_for or stage.name in (stages or ())
        may_enable = stages is None or is_asked_for
        kinds = stage.known if is_faithful else fixers_for(stage, options.target)
        wanted = tuple(
            kind
            for kind in kinds
            if kind.name not in disable
            and ((is_asked_for and not kind.explicit) or (may_enable and kind.name in enable))
        )
        if is_asked_for or wanted:
            selected.append((stage, wanted))
    return selected


def _with_fixers(fixers: Sequence[str]) -> Selection:
    """The stages that have these fixers. No more modules are imported than it takes."""
    selected: Selection = []
    missing = set(fixers)
    for stage in ALL_STAGES:
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
    fixers: Sequence[type[Fixer] | Unloaded],
    text: str,
    context: Context,
    options: Options,
    previous: str | None,
) -> tuple[StageResult, list[Warning]]:
    changes: list[Change] = []
    warnings: list[Warning] = []
    code = text
    origins: Origins = ()
    try:
        for _ in range(_MOST_ROUNDS if stage.repeats else 1):
            document = read_document(
                code,
                context.looked_at() if changes else context,
                context.is_python3 or options.print_function,
                # Its statement is gone where stage 2to3 has been.
                (context.is_python3 and context.original is not None) or options.exec_function,
            )
            watch(document, fixers)
            if not any(may_find(document, each) for each in fixers):
                break
            from porting.engine.rewrite import run_fixers, settle_print
            from porting.fixers.questions.names import add_import

            settle_print(document)
            done, notes = run_fixers(document, fixers, options, stage.name)
            if document.needs_builtins:
                add_import(document, None, "builtins")
            warnings = [replace(each, line=line_before(origins, each.line)) for each in notes]
            changes += (replace(each, line=line_before(origins, each.line)) for each in done)
            before, code = code, document.text
            if code != before:
                origins = joined(origins, origins_in(document))
            if not done:
                break
    except SourceError:
        # The place of an error in one statement is told best with the whole file at hand.
        _read_source(text, context.filename, options, is_likely=False)
        raise
    labels = stage_labels(stage.name, previous)
    result = StageResult(stage.name, code, tuple(changes), text, context.filename, labels, origins)
    return result, warnings


_UNICODE_LITERAL = re.compile(r"\b[uU][rR]?['\"]")
_MUCH = 250_000


@contextmanager
def garbage_collected_late() -> Iterator[None]:
    """Let the cyclic garbage collector wait until there is much: as often as it runs by itself, it
    costs LibCST 40 % of its time; without it one large file may need twice the memory."""
    thresholds = gc.get_threshold()
    gc.set_threshold(max(_MUCH, thresholds[0]), *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _check(
    text: str, code: str, filename: str, options: Options, must_compile: bool, is_ours: bool
) -> list[Warning]:
    """Make sure that the outcome is Python 3; where it is not, find out whose fault that is.

    What 2to3 makes of a file need not compile: then only the input is looked at. What parses and
    still does not compile (``import *`` in a function) is left for a person, and so is what fixers
    were kept from: then it `is_ours` no longer.
    """
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            # This parses, and stops at much of what the compiler does, in two thirds of the time
            # of `ast.parse`.
            symtable(code.removeprefix("\ufeff"), filename, "exec")
    except SyntaxError as error:
        line = error.lineno or 0
        parses = tree_of(code) is not None
        if not parses:
            _read_source(text, filename, options)
            _tell_of_escape(text, code, filename, error)
        if must_compile and (parses or not is_ours):
            message = f"this does not compile in Python 3: {error.msg}"
            column = max((error.offset or 1) - 1, 0)
            return [Warning(line, column, message, "fails at import", "does_not_compile")]
        if must_compile:
            raise FixerBug(
                f"{filename}:{line}: the ported code does not compile: {error.msg}\n"
                "hint: this is a bug in porting; please report it with the file"
            ) from None
    except (ValueError, RecursionError, MemoryError):
        _read_source(text, filename, options)
    return []


def _tell_of_escape(text: str, code: str, filename: str, error: SyntaxError) -> None:
    """Raise the SourceError of an escape that no Python knows, in a literal that is Unicode."""
    if not (error.msg or "").startswith("(unicode error)"):
        return
    line = line_before(origins_by_text(text, code), error.lineno or 1)
    source_line = text.splitlines()[line - 1] if text else ""
    if "unicode_literals" in text or _UNICODE_LITERAL.search(source_line):
        raise SourceError(
            "an escape that no Python can read",
            filename=filename,
            line=line,
            column=max(source_line.find("\\"), 0),
            source_line=source_line,
            hint=error.msg.partition(") ")[2],
        )


def _check_python2(code: str) -> list[Warning]:
    """A warning where code for both has syntax that only Python 3 has."""
    found = evidence_of(code).syntax3
    if found is None:
        return []
    message = f"this does not compile in Python 2.7, which has not got {found.what}"
    return [Warning(found.line, 0, message, "fails at import", "not_python2")]


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
