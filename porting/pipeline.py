"""The run through the stages, from source to result."""

from __future__ import annotations

import gc
import warnings as python_warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from symtable import symtable
from typing import TYPE_CHECKING, get_args

from porting.diff import stage_labels
from porting.document import read_document
from porting.errors import FixerBug, SourceError
from porting.language import Language, language_of
from porting.looks import Entry, may_find, watch
from porting.options import Options
from porting.result import Change, Result, StageResult, Strings, Warning
from porting.source import decode_source
from porting.stages import STAGES, Stage
from porting.trees import tree_of

if TYPE_CHECKING:
    from porting.evidence import FileEvidence
    from porting.fixer import Fixer
    from porting.flow.summary import ProjectFacts
    from porting.project import Project


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
        facts: what the modules that it imports give; see `porting.flow.summary`.

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
    with_sessions = starts_as_python2 and not is_faithful and language is not Language.PYTHON3
    results: list[StageResult] = []
    warnings: list[Warning] = []
    code = text
    is_first_look = True
    with garbage_collected_late(), python_warnings.catch_warnings():
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
