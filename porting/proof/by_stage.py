"""A program after each stage of its port: what changed, and what it then does."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from porting.config import find_config
from porting.proof.mutate import Case
from porting.proof.ported import Port, port_program
from porting.proof.prove import Programs, Proof, prove, run_alone
from porting.result import Result, StageResult
from porting.source import decode_source, with_coding_line
from porting.verify.program import ProgramFolder, find_program
from porting.verify.run import STRICT, Interpreter, find_python27
from porting.verify.scenario import Scenario


@dataclass(frozen=True)
class StageSeen:
    """A stage that changed the program, and what the program does after it.

    `script` is the stage in the script that is run, `others` is what it did to the files beside it.
    """

    name: str
    script: StageResult
    others: tuple[StageResult, ...]
    proof: Proof


@dataclass(frozen=True)
class Walk:
    """A script's way through the stages.

    `idle` are the names of the stages that changed nothing. `port` is the whole port, with an error
    where bytes meet text (``-bb``); its proof is the verdict of `porting verify`.
    """

    scenario: Scenario
    result: Result
    seen: tuple[StageSeen, ...]
    idle: tuple[str, ...]
    port: Proof


def walk(program: ProgramFolder, scenario: Scenario) -> Walk:
    """Port a program, and run its script after each stage, in worlds like that of the original.

    Where there is no Python 2.7 the port is run alone: proofs have neither original nor verdict.

    Raises:
        PortingError: the script cannot be ported, or what is there cannot be run.
    """
    with tempfile.TemporaryDirectory(prefix="porting-port-") as name:
        port = port_program(program, Path(name).resolve())
        if error := port.failed.get(scenario.script):
            raise error
        seen, idle = [], []
        result = port.results[scenario.script]
        for number, stage in enumerate(result.stages):
            others = tuple(
                each.stages[number]
                for file, each in port.results.items()
                if file != scenario.script
                and number < len(each.stages)
                and each.stages[number].diff
            )
            if not stage.diff and not others:
                idle.append(stage.name)
                continue
            with tempfile.TemporaryDirectory(prefix="porting-stage-") as folder:
                partial = _port_up_to(number, program, port.results, Path(folder).resolve())
                proof = _run(program, partial, scenario)
            seen.append(StageSeen(stage.name, stage, others, proof))
        return Walk(
            scenario, result, tuple(seen), tuple(idle), _run(program, port, scenario, STRICT)
        )


def _port_up_to(
    number: int, program: ProgramFolder, results: Mapping[str, Result], folder: Path
) -> Port:
    """The program as it is after a stage, given by its place in the order."""
    program.copy_to(folder)
    encoding = find_config(program.root).encoding
    for name, result in results.items():
        if result.stages:
            code = result.stages[min(number, len(result.stages) - 1)].code
            path = folder / name
            source = decode_source(path.read_bytes(), filename=name, encoding=encoding)
            path.write_bytes(with_coding_line(source).encode(code))
    return Port(find_program(folder), results)


def _run(
    program: ProgramFolder, port: Port, scenario: Scenario, options: tuple[str, ...] = ()
) -> Proof:
    """Run the port beside its original, where there is a Python 2.7 for it.

    Raises:
        PortingError: one of them cannot be run.
    """
    python27 = Interpreter.python27() if find_python27() else None
    programs = Programs(program, port, python27, (Interpreter(sys.executable, options),))
    case = Case(scenario)
    if python27 is None:
        return run_alone(programs, case)
    (proof,) = prove(programs, [case])
    if proof.error is not None:
        raise proof.error
    return proof
