"""`porting 2to3`: stands where `2to3` stood in a script, a Makefile or a lesson.

Options, messages, diffs and exit status are those of 2to3, so options are read as it reads them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from porting.errors import OutputError, PortingError, SourceError

if TYPE_CHECKING:
    from optparse import OptionParser, Values

    from porting.files import Writer
    from porting.result import Result, Warning
    from porting.source import Source

USAGE = "%prog [options] file|dir ..."
BEYOND = """\
Beyond 2to3: a file that cannot be read, decoded or refactored never costs the others and is
reported as an error; with -j the messages come in the order of the files, with their warnings,
summary and exit status; source of Python 3.10 and later is read; standard input needs no newline
at its end; with -o no file is written outside of the folder. "porting run" does more: it also
corrects what 2to3 got wrong, and repairs bytes and text.

Exit status: 0 all is well, 1 some file could not be refactored, 2 wrong usage.
"""
STDIN = "<stdin>"


def run(arguments: list[str]) -> int:
    """Run the command with its arguments; return the exit status."""
    parser = _parser()
    options, paths = parser.parse_args(arguments)
    _check_usage(parser, options)
    if options.list_fixes:
        print("Available transformations for the -f/--fix option:")
        for name in sorted(_optional_fixers()):
            print(name)
        if not paths:
            return 0
    if not paths:
        _complain("At least one file or directory argument required.")
        _complain("Use --help to show usage.")
        return 2
    if "-" in paths and options.write:
        _complain("Can't write to stdin.")
        return 2
    base = _shared_folder(paths)
    if options.output_dir is not None:
        _complain(
            f"lib2to3.main: Output in {options.output_dir!r} will mirror the input directory"
            f" {base!r} layout."
        )
    steps = [] if "-" in paths else [step for path in paths for step in _steps(path)]
    session = Session(
        is_verbose=options.verbose,
        shows_diffs=not options.no_diffs,
        writes=options.write,
        writes_unchanged=options.write_unchanged_files,
        makes_backups=not options.nobackups,
        base=base,
        output=None if options.output_dir is None else options.output_dir.rstrip(os.sep),
        suffix=options.add_suffix,
        writer=_new_writer(options, paths, steps),
    )
    task = Task(
        tuple(_choose_fixers(parser, options, session)),
        doctests_only=options.doctests_only and "-" not in paths,
        print_function=options.print_function,
        exec_function=options.exec_function and not options.print_function,
    )
    if "-" in paths:
        session.take(_refactor_stdin(task))
    else:
        _refactor_all(steps, task, session, options.processes)
    session.summarize()
    return int(bool(session.errors))


# The command line


def _parser() -> OptionParser:
    from optparse import OptionParser

    parser = OptionParser(USAGE, prog="porting 2to3", epilog="", add_help_option=True)
    parser.format_epilog = lambda formatter: f"\n{BEYOND}"  # type: ignore[method-assign]
    add = parser.add_option
    add("-d", "--doctests_only", action="store_true", help="refactor only doctests, in any file")
    add(
        "-f",
        "--fix",
        action="append",
        default=[],
        metavar="FIX",
        help="run this fixer (repeatable); all: the default ones",
    )
    add("-j", "--processes", type="int", default=1, metavar="N", help="refactor N files at once")
    add(
        "-x",
        "--nofix",
        action="append",
        default=[],
        metavar="FIX",
        help="do not run this fixer (repeatable)",
    )
    add("-l", "--list-fixes", action="store_true", help="list the fixers")
    add("-p", "--print-function", action="store_true", help="take print for a function everywhere")
    add("-e", "--exec-function", action="store_true", help="take exec for a function everywhere")
    add("-v", "--verbose", action="store_true", help="tell more")
    add("--no-diffs", action="store_true", help="print no diffs")
    add("-w", "--write", action="store_true", help="write changed files back")
    add("-n", "--nobackups", action="store_true", help="keep no FILE.bak of what is written over")
    add(
        "-o",
        "--output-dir",
        metavar="DIR",
        help="write into DIR, in folders like those of the input; needs -n",
    )
    add(
        "-W",
        "--write-unchanged-files",
        action="store_true",
        help="write all files, changed or not; implies -w",
    )
    add(
        "--add-suffix",
        default="",
        metavar="SUFFIX",
        help="append SUFFIX to the names of files written; needs -n",
    )
    return parser


def _check_usage(parser: OptionParser, options: Values) -> None:
    if options.write_unchanged_files and not options.write:
        _complain("WARNING: --write-unchanged-files/-W implies -w.")
        options.write = True
    if options.output_dir and not options.nobackups:
        parser.error("Can't use --output-dir/-o without -n.")
    if options.add_suffix and not options.nobackups:
        parser.error("Can't use --add-suffix without -n.")
    if not options.write and options.no_diffs:
        _complain("WARNING: not writing files and not printing diffs; that's not very useful")
    if not options.write and options.nobackups:
        parser.error("Can't use -n without -w")
    if options.add_suffix != os.path.basename(options.add_suffix):
        parser.error("option --add-suffix: a suffix is no path")
    if options.processes < 1:
        parser.error("option -j: at least one process is needed")


def _new_writer(options: Values, paths: list[str], steps: list[str | Message]) -> Writer:
    """A writer for the files that were named, or for the output folder."""
    from porting.files import Writer

    places = [*paths, *(os.path.dirname(path) for path in paths if not os.path.isdir(path))]
    if options.output_dir is not None:
        places = [options.output_dir]
    inputs = (Path(step) for step in steps if isinstance(step, str))
    return Writer(map(Path, places), inputs)


def _complain(message: str) -> None:
    print(message, file=sys.stderr)


def _optional_fixers() -> dict[str, bool]:
    """The name of each fixer of 2to3, and whether it runs only on request."""
    from porting.fixers.unloaded import unloaded

    return {fixer.name: fixer.explicit for fixer in unloaded()}


def _choose_fixers(parser: OptionParser, options: Values, session: Session) -> Iterator[str]:
    """The names of the fixers to run, told as they are chosen."""
    known = _optional_fixers()
    asked = set(options.fix) - {"all"}
    for name in sorted(asked - known.keys()):
        parser.error(f"there is no fixer {name!r}; -l lists them all")
    candidates = asked if options.fix and "all" not in options.fix else known.keys()
    for name in sorted(candidates - set(options.nofix)):
        if known[name] and name not in asked:
            session.tell(f"Skipping optional fixer: {name}")
        else:
            session.debug(f"Adding transformation: {name}")
            yield name


def _shared_folder(paths: list[str]) -> str:
    """The folder, as it was spelled, below which all paths lie; "" for the current one."""
    base = os.path.commonprefix(paths)  # noqa: RUF071 - as 2to3 spells it; put right below
    if base and not base.endswith(os.sep) and not os.path.isdir(base):
        base = os.path.dirname(base)
    inside = base if base.endswith(os.sep) else base + os.sep
    if base and not all(path == base or path.startswith(inside) for path in paths):
        base = os.path.dirname(base)
    return base.rstrip(os.sep)


# Refactoring, in this process or another


@dataclass(frozen=True)
class Task:
    """What to do to each file."""

    fixers: tuple[str, ...]
    doctests_only: bool | None = False
    print_function: bool | None = None
    exec_function: bool | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a file.

    `old` and `new` are its text before and after; `source` is None where it could not be read.
    `warnings` has a group for the file, or for each doctest. `is_touched` tells that 2to3 takes
    the file for changed though its text stays the same.
    """

    filename: str
    source: Source | None = None
    old: str = ""
    new: str = ""
    warnings: tuple[tuple[Warning, ...], ...] = ()
    messages: tuple[Message, ...] = ()
    doctests_only: bool = False
    is_touched: bool = False


@dataclass(frozen=True)
class Message:
    """Something to say about a file: an error, or a detail for `-v`."""

    text: str
    is_error: bool = False


def refactor_file(filename: str, task: Task) -> Outcome:
    """Read and refactor one file; nothing is written."""
    from porting.files import read_file

    try:
        data = read_file(filename)
    except OSError as error:
        return Outcome(filename, messages=(Message(f"Can't open {filename}: {error}", True),))
    return _refactor(data, filename, task)


def _refactor_stdin(task: Task) -> Outcome:
    return _refactor(sys.stdin.buffer.read(), STDIN, task)


def _refactor(data: bytes, filename: str, task: Task) -> Outcome:
    from porting.engine.noop_rewrites import is_touched
    from porting.source import decode_source

    try:
        source = decode_source(data, filename=filename)
    except SourceError as error:
        text = f"Can't decode {filename}: {_in_a_line(error)}"
        return Outcome(filename, messages=(Message(text, True),))
    try:
        if task.doctests_only:
            return _refactor_doctests(source, task)
        result = _port(source.text, filename, task)
    except SourceError as error:
        messages = (
            Message(f"Can't parse {filename}: {_in_a_line(error)}", True),
            Message(f"No changes in {filename}"),
        )
        return Outcome(filename, messages=messages)
    except Exception as error:  # Not to be hidden, but no reason to stop at the other files.
        from porting.many_files.tasks import bug_in

        bug = error if isinstance(error, PortingError) else bug_in(filename, error)
        return Outcome(filename, messages=(Message(f"Can't refactor {bug}", True),))
    return Outcome(
        filename,
        source,
        source.text,
        result.code,
        (result.warnings,),
        (Message(f"Refactoring {filename}"),),
        is_touched=result.code == source.text and is_touched(source.text, task.fixers),
    )


def _refactor_doctests(source: Source, task: Task) -> Outcome:
    from porting.doctests import port_doctests
    from porting.engine.noop_rewrites import is_touched

    filename = source.filename
    # 2to3 adds a newline here, and keeps it where anything changes.
    old = source.text + "\n"
    done = port_doctests(
        old, lambda code: _port(code, filename, task), lambda code: is_touched(code, task.fixers)
    )
    messages = [Message(f"Refactoring doctests in {filename}")]
    for example in done.unreadable:
        messages += (Message("Source: " + line.rstrip("\n")) for line in example.lines)
        place = f"{filename} line {example.line}"
        messages.append(Message(f"Can't parse docstring in {place}: {example.error.message}", True))
    return Outcome(filename, source, old, done.text, done.warnings, tuple(messages), True)


def _port(code: str, filename: str, task: Task) -> Result:
    from porting.options import Options
    from porting.pipeline import port_source

    options = Options(
        print_function=task.print_function or None, exec_function=bool(task.exec_function)
    )
    return port_source(code, filename=filename, fixers=task.fixers, options=options)


def _in_a_line(error: SourceError | OutputError) -> str:
    if isinstance(error, SourceError) and error.line:
        return f"line {error.line}, column {error.column + 1}: {error.message}"
    return error.message


def _died(filename: str) -> Outcome:
    text = f"Can't refactor {filename}: the process that did it died"
    return Outcome(filename, messages=(Message(text, True),))


def _refactor_all(steps: list[str | Message], task: Task, session: Session, jobs: int) -> None:
    from porting.many_files.workers import Task, Work, in_order, in_processes

    files = [step for step in steps if isinstance(step, str)]
    work = Work(partial(refactor_file, task=task), _died)
    known = [Task[Outcome](name, size=_size(name)) for name in files]
    done = in_processes(work, known, jobs if len(files) > 1 else 1)
    outcomes = in_order(done, range(len(files)))
    for step in steps:
        if isinstance(step, Message):
            session.debug(step.text)
        else:
            session.take(next(outcomes))


def _size(filename: str) -> int:
    try:
        return os.path.getsize(filename)
    except OSError:
        return 0


def _steps(path: str) -> Iterator[str | Message]:
    """The files that a path stands for, and the folders that are entered on the way."""
    from porting.files import is_special

    if not os.path.isdir(path):
        yield path
        return
    for folder, folders, names in os.walk(path):
        yield Message(f"Descending into {folder}")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(folder, name)
            is_python = not name.startswith(".") and os.path.splitext(name)[1] == ".py"
            if is_python and not is_special(path):
                yield path


# Telling and writing


@dataclass
class Session:
    """Shows and writes what became of each file, and sums up."""

    is_verbose: bool | None
    shows_diffs: bool
    writes: bool | None
    writes_unchanged: bool | None
    makes_backups: bool
    base: str
    output: str | None
    suffix: str
    writer: Writer
    has_written: bool = False
    files: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def tell(self, message: str) -> None:
        _complain(f"RefactoringTool: {message}")

    def debug(self, message: str) -> None:
        if self.is_verbose:
            self.tell(message)

    def fail(self, message: str) -> None:
        self.errors.append(message)
        self.tell(message)

    def take(self, outcome: Outcome) -> None:
        """Show and write one file."""
        for message in outcome.messages:
            if message.is_error:
                self.fail(message.text)
            else:
                self.debug(message.text)
        for group in outcome.warnings:
            self.warnings += _warning_lines(outcome.filename, group)
        if outcome.source is None:
            return
        name = outcome.filename
        is_same = outcome.old == outcome.new
        if is_same:
            if not self.writes_unchanged and not outcome.is_touched:
                what = "doctest changes" if outcome.doctests_only else "changes"
                self.debug(f"No {what} in {'stdin' if name == STDIN else name}")
                return
            self.debug(f"No changes to {name}")
            self.tell(f"No changes to {name}")
        else:
            self.tell(f"Refactored {name}")
            if self.shows_diffs:
                _print_diff(outcome)
        self.files.append(name)
        if is_same and not self.writes_unchanged:
            return
        if self.writes:
            self.write(outcome, outcome.source)
        else:
            self.debug(f"Not writing changes to {name}")

    def write(self, outcome: Outcome, source: Source) -> None:
        from porting.files import digest_of

        name = outcome.filename
        target = self.target_of(name) + self.suffix
        if target != name:
            self.tell(f"Writing converted {name} to {target}.")
        try:
            data = source.encode(outcome.new)
            if self.output is not None or target != name:
                self.writer.create(Path(target), data, like=Path(name))
            else:
                self.writer.replace(
                    Path(name),
                    data,
                    was=digest_of(source.encode()),
                    follows_link=not self.makes_backups,
                    before=partial(self.keep_backup, name),
                )
        except (SourceError, OutputError) as error:
            self.fail(f"Can't create {target}: {_in_a_line(error)}")
            return
        self.debug(f"Wrote changes to {target}")
        self.has_written = True

    def target_of(self, name: str) -> str:
        """Where a file is written: in the output folder, if there is one, and never outside."""
        if self.output is None:
            return name
        base = self.base + os.sep if self.base else ""
        below = name[len(base) :]
        if os.path.isabs(below) or ".." in below.split(os.sep):
            below = os.sep.join(part for part in below.split(os.sep) if part not in ("", ".."))
        return os.path.join(self.output, below)

    def keep_backup(self, name: str) -> None:
        """Give what is written over the name of its backup, which it has even if we are killed."""
        from porting.files import keep_twin

        if not self.makes_backups:
            return
        backup = name + ".bak"
        self.writer.require_no_input(Path(backup))
        try:
            keep_twin(name, backup)
        except OSError:
            if os.path.lexists(backup):
                self.tell(f"Can't remove backup {backup}")
            self.tell(f"Can't rename {name} to {backup}")

    def summarize(self) -> None:
        """Name the files that changed, then warnings, then errors."""
        were = "were" if self.has_written else "need to be"
        if self.files:
            self.tell(f"Files that {were} modified:")
            self.tell_all(self.files)
        else:
            self.tell(f"No files {were} modified.")
        if self.warnings:
            self.tell("Warnings/messages while refactoring:")
            self.tell_all(self.warnings)
        if self.errors:
            count = len(self.errors)
            self.tell("There was 1 error:" if count == 1 else f"There were {count} errors:")
            self.tell_all(self.errors)

    def tell_all(self, messages: Iterable[str]) -> None:
        for message in messages:
            self.tell(message)


def _warning_lines(filename: str, warnings: Iterable[Warning]) -> Iterator[str]:
    """The lines of a group of warnings, with a heading for each fixer."""
    headed = set()
    for warning in warnings:
        if warning.fixer not in headed:
            headed.add(warning.fixer)
            yield f"### In file {filename} ###"
        what, reason = warning.message, ""
        if what.startswith("could not convert: "):
            what, _, reason = what.rpartition("\n")
        yield f"Line {warning.line}: {what}"
        if reason:
            yield reason


def _print_diff(outcome: Outcome) -> None:
    """Print a diff without line ends, as 2to3 does; form feeds end lines, too."""
    from difflib import unified_diff

    for line in unified_diff(
        outcome.old.splitlines(),
        outcome.new.splitlines(),
        outcome.filename,
        outcome.filename,
        "(original)",
        "(refactored)",
        lineterm="",
    ):
        print(line)
    sys.stdout.flush()
