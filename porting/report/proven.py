"""Runs of a program of one's own: what it prints after each stage, and what `verify` finds."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from porting.files import read_file
from porting.many_files.tasks import Outcome, Ported
from porting.proof.mutate import Case
from porting.proof.ported import Port
from porting.proof.prove import Programs, Proof, prove
from porting.proof.show import outcome_of
from porting.report.model import ProofView, RunView
from porting.report.pages import Extras
from porting.report.runs import printed
from porting.source import decode_source, with_coding_line
from porting.verify.compare import compare_transcripts
from porting.verify.program import ProgramFolder, find_program
from porting.verify.run import STRICT, Interpreter, World, play
from porting.verify.scenario import Scenario


@dataclass(frozen=True)
class Proven:
    """What runs showed: those after each stage, and what was found of each port."""

    runs: tuple[RunView, ...]
    proofs: tuple[ProofView, ...]

    def added_to(
        self, extras: Mapping[str, Extras], scenarios: Sequence[Scenario]
    ) -> dict[str, Extras]:
        """What is known of files, with the runs and proofs of the script that each is; those of a
        module are under ``""``."""
        script_of = {scenario.name: scenario.script for scenario in scenarios}
        added = dict(extras)
        for script in dict.fromkeys(script_of.values()):
            added[script] = replace(
                extras.get(script, Extras()),
                runs=tuple(each for each in self.runs if script_of[each.scenario] == script),
                proofs=tuple(each for each in self.proofs if script_of[each.scenario] == script),
            )
        return added


def prove_program(
    root: Path,
    scenarios: Sequence[Scenario],
    outcomes: Sequence[Outcome],
    others: Mapping[str, Path],
    encoding: str | None,
) -> Proven:
    """Run an original under 2.7, and its ports under this Python.

    Args:
        root: the program's folder.
        scenarios: what is run.
        outcomes: of all its files; those that could not be ported are run as they are.
        others: folders of other ports, by what they are called.
        encoding: that of files that name none.

    Raises:
        PortingError: there is no Python 2.7, or something cannot be run.
    """
    program = find_program(root)
    python27 = Interpreter.python27()
    ported = [each for each in outcomes if isinstance(each, Ported)]
    with tempfile.TemporaryDirectory(prefix="porting-report-") as name:
        stages = dict(_stage_programs(program, ported, Path(name).resolve(), encoding))
        runs = [_run(program, each, stages, python27) for each in scenarios]
        ports = {"generated": stages[_LAST] if stages else program}
        ports.update((label, find_program(folder)) for label, folder in others.items())
        proofs = []
        for label, port in ports.items():
            programs = Programs(
                program, Port(port), python27, (Interpreter(sys.executable, STRICT),)
            )
            for proof in prove(programs, list(map(Case, scenarios)), jobs=os.cpu_count() or 1):
                proofs.append(_view(proof, label))
    return Proven(tuple(runs), tuple(proofs))


_LAST = ""


def _stage_programs(
    program: ProgramFolder, ported: Sequence[Ported], folder: Path, encoding: str | None
) -> Iterator[tuple[str, ProgramFolder]]:
    """The program after each stage that changed a file of it, and as ``""`` the whole port."""
    names = dict.fromkeys(stage.name for each in ported for stage in each.result.stages)
    for name in names:
        changed = any(
            stage.diff for each in ported for stage in each.result.stages if stage.name == name
        )
        if changed:
            place = folder / name
            program.copy_to(place)
            for each in ported:
                path = place / each.path.resolve().relative_to(program.root)
                path.write_bytes(_data_after(each, name, encoding))
            yield name, find_program(place)
    place = folder / "port"
    program.copy_to(place)
    for each in ported:
        (place / each.path.resolve().relative_to(program.root)).write_bytes(each.data)
    yield _LAST, find_program(place)


def _data_after(ported: Ported, stage: str, encoding: str | None) -> bytes:
    """A file after a stage; one that the stage does not know stays as it is."""
    data = read_file(ported.path)
    code = next((each.code for each in ported.result.stages if each.name == stage), None)
    if code is None:
        return data
    source = decode_source(data, filename=str(ported.path), encoding=encoding)
    return with_coding_line(source).encode(code)


def _run(
    program: ProgramFolder,
    scenario: Scenario,
    stages: Mapping[str, ProgramFolder],
    python27: Interpreter,
) -> RunView:
    original, again = (play(program, scenario, python27, world=World(each)) for each in (0, 1))
    after = {}
    for name, folder in stages.items():
        if name == _LAST:
            continue
        run = play(folder, scenario, Interpreter(sys.executable))
        verdict = compare_transcripts(
            original.transcript,
            run.transcript,
            scenario.freedom,
            again=[again.transcript],
            rules=scenario.rules,
        )
        after[name] = printed(run.transcript, original.transcript, verdict, errors=run.errors)
    shown = printed(original.transcript, original.transcript, errors=original.errors)
    return RunView(scenario.name, scenario.shows, shown, after)


def _view(proof: Proof, port: str) -> ProofView:
    differences = [*map(str, proof.verdict.differences)] if proof.verdict else []
    if proof.error is not None:
        differences.append(str(proof.error))
    if proof.blame is not None:
        spot = proof.blame.spot
        differences.append(f"at {spot.file}:{spot.line}: {proof.blame.line}")
    return ProofView(
        proof.case.scenario.name,
        port,
        proof.original.python if proof.original else "",
        proof.python,
        {"DIFFERS": "differs", "ERROR": "could not be run"}.get(outcome_of(proof), "same"),
        proof.case.scenario.shows,
        tuple(differences),
        proof.notes,
        proof.verdict.set_aside if proof.verdict else (),
    )
