"""What `porting verify` does for programs of one's own."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from porting.files import Output
from porting.proof.mutate import Case, mutated
from porting.proof.ported import Port, port_program
from porting.proof.prove import Programs, Proof, prove, record
from porting.proof.recorded import load_transcripts, save_transcripts
from porting.proof.show import as_json, as_junit, table_head, table_lines
from porting.source import find_sources
from porting.verify.group import Limits
from porting.verify.program import find_program
from porting.verify.pythons import find_python3
from porting.verify.run import STRICT, Interpreter
from porting.verify.scenario import Scenario, example, read_scenarios

SETTINGS = "pyproject.toml"
MAIN = "__main__.py"
_MAIN = re.compile(rb"^if\s+\(?\s*__name__\s*==\s*['\"]__main__['\"]", re.MULTILINE)


@dataclass(frozen=True)
class How:
    """What the options ask for; None and empty ones were not given."""

    ported: Path | None = None
    pythons: tuple[str, ...] = ()
    cassette: Path | None = None
    stdin: Path | None = None
    seconds: float | None = None
    rules_off: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    save: Path | None = None
    transcript: Path | None = None
    form: str = "text"
    jobs: int = 2
    is_mutated: bool = False
    is_verbose: bool = False


@dataclass(frozen=True)
class Target:
    """A program's folder, and its scenarios."""

    root: Path
    scenarios: tuple[Scenario, ...]


def verify_programs(targets: Sequence[Path], arguments: Sequence[str], how: How) -> int:
    """Compare originals and ports, print what they showed, and give the exit status."""
    found = [target_of(path, arguments, how) for path in targets]
    if how.save is not None and len(found) != 1:
        raise click.UsageError("--save-transcript takes one file or folder.")
    if how.save is not None:
        return _record(found[0], how, how.save)
    proofs: list[Proof] = []
    for target in found:
        proofs += _prove(target, how)
    if how.form == "json":
        click.echo(as_json(proofs), nl=False)
    elif how.form == "junit":
        click.echo(as_junit(proofs), nl=False)
    else:
        same = sum(proof.is_same for proof in proofs)
        click.echo(f"{same} of {len(proofs)} runs: the port does the same")
    if any(proof.error for proof in proofs):
        return 3
    return 0 if all(proof.is_same for proof in proofs) else 1


def _record(target: Target, how: How, path: Path) -> int:
    program = find_program(target.root)
    cases = _cases(target, how)
    given = [each for case in cases for each in case.scenario.inputs]
    output = Output(path, [*program.files, *filter(None, [how.stdin]), *given])
    programs = Programs(program, python27=Interpreter.python27(), add=how.add)
    runs = record(programs, cases, jobs=how.jobs)
    save_transcripts(output, runs)
    python = next(iter(runs.values()))[0].python
    count = "1 scenario" if len(runs) == 1 else f"{len(runs)} scenarios"
    click.echo(f"{path}: {count}, as the original shows it under {python}")
    return 0


def _prove(target: Target, how: How) -> Iterator[Proof]:
    program = find_program(target.root)
    for note in program.notes:
        click.echo(note, err=True)
    cases = _cases(target, how)
    recorded = load_transcripts(how.transcript) if how.transcript else None
    python27 = Interpreter.python27() if recorded is None else None
    pythons = tuple(Interpreter(each, STRICT) for each in _pythons(how))
    width = max(len(case.scenario.name) for case in cases)
    with tempfile.TemporaryDirectory(prefix="porting-port-") as name:
        port = _port(target, how, Path(name))
        programs = Programs(program, port, python27, pythons, how.add)
        if how.form == "text":
            click.echo(table_head(width))
        for proof in prove(programs, cases, recorded=recorded, jobs=how.jobs):
            if how.form == "text":
                for line in table_lines(proof, width, is_verbose=how.is_verbose):
                    click.echo(line)
            yield proof


def _port(target: Target, how: How, folder: Path) -> Port:
    """The port that is given, or one made now.

    Raises:
        PortingError: a script that is run cannot be ported.
    """
    if how.ported is not None:
        return _given_port(target, how.ported, folder.resolve())
    port = port_program(find_program(target.root), folder.resolve())
    run = {scenario.script for scenario in target.scenarios}
    for name, error in port.failed.items():
        if name in run:
            raise error
        click.echo(f"{error}\n{name}: not ported, and left as it is", err=True)
    return port


def _given_port(target: Target, ported: Path, folder: Path) -> Port:
    """A port that is there already, with the data that the original has beside it.

    Raises:
        UsageError: it is one file for several scripts.
    """
    original = find_program(target.root)
    code = {path.resolve() for path in find_sources([original.root])}
    data = tuple(path for path in original.files if path not in code)
    replace(original, files=data).copy_to(folder)
    if ported.is_dir():
        find_program(ported).copy_to(folder)
        return Port(find_program(folder))
    scripts = {scenario.script for scenario in target.scenarios}
    if len(scripts) != 1:
        raise click.UsageError("--ported takes a folder where there are several scripts.")
    if ported.resolve().parent != original.root:
        find_program(ported.parent).copy_to(folder)
    place = folder / scripts.pop()
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(ported, place)
    return Port(find_program(folder))


def _pythons(how: How) -> Iterator[str]:
    for version in how.pythons:
        yield find_python3(version)
    if not how.pythons:
        yield sys.executable


def _cases(target: Target, how: How) -> list[Case]:
    cases = []
    for scenario in target.scenarios:
        cases.append(Case(scenario))
        if how.is_mutated:
            changed = mutated(find_program(target.root), scenario)
            if not changed:
                click.echo(
                    f"{scenario.name}: nothing to mutate: it is given no cassette, no standard "
                    "input and no text file",
                    err=True,
                )
            cases += changed
    return cases


# -- targets ---------------------------------------------------------------------------------


def target_of(path: Path, arguments: Sequence[str], how: How) -> Target:
    """The program that a path means, and how it is run."""
    if path.suffix == ".toml" or _has_scenarios(path):
        if arguments:
            raise click.UsageError("arguments after -- go with a script, not with scenarios.")
        root, scenarios = _with_scenarios(path)
    elif path.is_dir():
        root, scenarios = _of_folder(path, tuple(arguments))
    elif path.name == "__main__.py" and _is_package(path.parent):
        root, scenarios = _of_folder(path.parent, tuple(arguments))
    else:
        root, scenarios = path.parent, (_scenario(path.name, arguments),)
    chosen = [_as_asked(scenario.without_rules(how.rules_off), how) for scenario in scenarios]
    return Target(root, tuple(chosen))


def _has_scenarios(folder: Path) -> bool:
    settings = folder / SETTINGS
    return settings.is_file() and b"tool.porting.scenario" in settings.read_bytes()


def _with_scenarios(path: Path) -> tuple[Path, tuple[Scenario, ...]]:
    settings = path / SETTINGS if path.is_dir() else path
    return settings.parent, read_scenarios(settings)


def _of_folder(folder: Path, arguments: tuple[str, ...]) -> tuple[Path, tuple[Scenario, ...]]:
    """The root and the scenarios of a folder that says nothing of them: what can be run in it."""
    if _is_package(folder):
        name = folder.resolve().name
        return folder.resolve().parent, (Scenario(name, ("-m", name, *arguments)),)
    scripts = sorted(folder.glob("*.py"))
    if len(scripts) > 1:
        scripts = [path for path in scripts if path.name == MAIN or _MAIN.search(path.read_bytes())]
    packages = [path.parent.name for path in sorted(folder.glob(f"*/{MAIN}"))]
    scenarios = [_scenario(path.name, arguments) for path in scripts]
    scenarios += [Scenario(name, ("-m", name, *arguments)) for name in packages]
    if not scenarios:
        raise click.UsageError(
            f"{folder}: nothing in it can be run by itself: no script asks for "
            "`__name__ == '__main__'`, and no package has a __main__.py; name a script, or "
            f"{example('tool.porting.scenario')}"
        )
    if arguments and len(scenarios) > 1:
        raise click.UsageError("arguments after -- go with one script, not with several.")
    return folder, tuple(scenarios)


def _is_package(folder: Path) -> bool:
    """Whether ``python -m`` can run it."""
    return (folder / "__init__.py").is_file() and (folder / MAIN).is_file()


def _scenario(script: str, arguments: Sequence[str]) -> Scenario:
    return Scenario(script.rpartition(".")[0] or script, (script, *arguments))


def _as_asked(scenario: Scenario, how: How) -> Scenario:
    if how.cassette is not None:
        scenario = replace(scenario, cassette=how.cassette)
    if how.stdin is not None:
        scenario = replace(scenario, stdin=how.stdin.read_bytes())
    if how.seconds is not None:
        limits = Limits(how.seconds, scenario.limits.memory_mb, scenario.limits.output_mb)
        scenario = replace(scenario, limits=limits)
    return scenario
