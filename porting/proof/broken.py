"""Ports with one fixer withheld: in which runs that shows, and in which it does not."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from porting.errors import PortingError
from porting.proof.mutate import Case
from porting.proof.ported import Port, port_program
from porting.proof.prove import Programs, Proof, prove, record
from porting.proof.recorded import Runs
from porting.verify.program import ProgramFolder
from porting.verify.run import Interpreter


class Outcome(Enum):
    """What becomes of a port without one of its fixers."""

    REFUSED = "no Python 3"
    LOUD = "shows in every run"
    SILENT = "shows in some runs only"
    SURVIVES = "shows in no run"
    NEEDLESS = "the same port"


@dataclass(frozen=True)
class BrokenPort:
    """A port that one fixer had no part in.

    Attributes:
        fixer: the name of the fixer that was withheld.
        outcome: what that leads to.
        shows_in: the names of the scenarios in which the port differs from the original.
        hidden_in: those in which it does the same.
        difference: the first difference, in words; "" where there is none.
        seen: what the port shows there, or else what the original shows.
        files: the Python files of the port that differ from the whole port, by their paths.
    """

    fixer: str
    outcome: Outcome
    shows_in: tuple[str, ...] = ()
    hidden_in: tuple[str, ...] = ()
    difference: str = ""
    seen: str = ""
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class WholePort:
    """A program ported with all fixers, and what its original showed.

    `port` has every fixer's changes, `cases` are those in which it does what the original did.
    """

    program: ProgramFolder
    port: Port
    cases: tuple[Case, ...]
    recorded: dict[str, Runs]

    @property
    def fixers(self) -> tuple[str, ...]:
        """The names of the fixers that changed something, in the order in which they first did."""
        return tuple(
            dict.fromkeys(
                change.fixer
                for result in self.port.results.values()
                for stage in result.stages
                for change in stage.changes
            )
        )


def port_whole(
    program: ProgramFolder, cases: Sequence[Case], output: Path, python: Interpreter
) -> WholePort:
    """Port a program into an empty folder, and find the cases in which the port is right.

    Raises:
        PortingError: there is no Python 2.7, a case cannot be run, or the port is right in none.
    """
    recorded = record(Programs(program, python27=Interpreter.python27()), cases)
    port = port_program(program, output)
    proofs = _proofs(program, port, cases, recorded, python)
    right = tuple(case for case, proof in zip(cases, proofs, strict=True) if proof.is_same)
    if not right:
        raise PortingError(
            f"{program.root}: its port differs from the original in every run, so a broken one "
            "would not be noticed\nhint: `porting verify` shows how it differs"
        )
    return WholePort(program, port, right, recorded)


def broken_ports(whole: WholePort, python: Interpreter) -> Iterator[BrokenPort]:
    """Port the program again and again, each time without one of its fixers, and run it."""
    for fixer in whole.fixers:
        with tempfile.TemporaryDirectory(prefix="porting-broken-") as name:
            yield _without(fixer, whole, Path(name).resolve(), python)


def _without(fixer: str, whole: WholePort, output: Path, python: Interpreter) -> BrokenPort:
    port = port_program(whole.program, output, withheld=[fixer])
    files = tuple(
        (name, result.code.encode())
        for name, result in port.results.items()
        if result.code != whole.port.results[name].code
    )
    if not files:
        return BrokenPort(fixer, Outcome.NEEDLESS)
    if port.failed.keys() > whole.port.failed.keys() or not all(map(_is_python3, files)):
        return BrokenPort(fixer, Outcome.REFUSED)
    proofs = _proofs(whole.program, port, whole.cases, whole.recorded, python)
    shows = [proof for proof in proofs if not proof.is_same]
    hidden = [proof for proof in proofs if proof.is_same]
    return BrokenPort(
        fixer,
        _outcome(bool(shows), bool(hidden)),
        tuple(proof.case.scenario.name for proof in shows),
        tuple(proof.case.scenario.name for proof in hidden),
        *_first_difference(shows),
        files,
    )


def _is_python3(file: tuple[str, bytes]) -> bool:
    name, code = file
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(code, name, "exec", dont_inherit=True)
        except SyntaxError:
            return False
    return True


def _outcome(shows: bool, hides: bool) -> Outcome:
    if not shows:
        return Outcome.SURVIVES
    return Outcome.SILENT if hides else Outcome.LOUD


def _proofs(
    program: ProgramFolder,
    port: Port,
    cases: Sequence[Case],
    recorded: dict[str, Runs],
    python: Interpreter,
) -> list[Proof]:
    programs = Programs(program, port, pythons=(python,))
    return list(prove(programs, cases, recorded=recorded))


def _first_difference(shows: Sequence[Proof]) -> tuple[str, str]:
    for proof in shows:
        if proof.verdict is not None:
            first = proof.verdict.differences[0]
            return str(first), first.got or first.wanted
    return "", ""
