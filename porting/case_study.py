"""The case study put to the proof: its files, and the runs of its originals and their ports."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from porting.errors import PortingError
from porting.result import Result
from porting.verify.compare import Verdict, compare_transcripts
from porting.verify.program import find_program
from porting.verify.run import STRICT, Interpreter, Run, find_python27, play
from porting.verify.scenario import Scenario
from porting.verify.scenarios import curated_of
from porting.verify.transcript import Transcript


@dataclass(frozen=True)
class CaseStudy:
    """Where the case study's files are.

    `originals` and `curated` hold the scripts in Python 2 and their ports finished by hand,
    `cassettes` the recorded HTTP, `transcripts` what the originals showed under Python 2.7.18.
    """

    originals: Path
    curated: Path
    cassettes: Path
    transcripts: Path

    def run_original(self, scenario: Scenario) -> Transcript:
        """Run the original under Python 2.7, or where there is none take its kept transcript."""
        if find_python27() is None:
            return Transcript.load(self.transcripts / f"{scenario.name}.json")
        code = (self.originals / scenario.script).read_bytes()
        return self._run(code, scenario, Interpreter.python27()).transcript

    def run_curated(self, scenario: Scenario) -> Transcript:
        """Run the port that was finished by hand."""
        code = (self.curated / curated_of(scenario)).read_bytes()
        return self._run(code, scenario, Interpreter(sys.executable, STRICT)).transcript

    def run_code(
        self, code: str, scenario: Scenario, *, interpreter_options: tuple[str, ...] = ()
    ) -> Run:
        """Run some other port of the scenario's script."""
        return self._run(code.encode(), scenario, Interpreter(sys.executable, interpreter_options))

    def _run(self, code: bytes, scenario: Scenario, interpreter: Interpreter) -> Run:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / scenario.script).write_bytes(code)
            played = replace(scenario, cassette=self.cassette(scenario))
            run = play(find_program(folder), played, interpreter)
        if run.misses:
            raise run.misses[0]
        return run

    def cassette(self, scenario: Scenario) -> Path | None:
        """The file with the scenario's HTTP, `None` for one without."""
        return self.cassettes / scenario.cassette if scenario.cassette else None

    def port(self, script: str) -> Result:
        """What the pipeline makes of an original, given by file name, at this moment."""
        from porting.pipeline import port_source

        path = self.originals / script
        return port_source(path.read_bytes(), filename=script)


@dataclass(frozen=True)
class Proof:
    """What original and ports showed in one scenario."""

    scenario: Scenario
    original: Transcript
    generated: Transcript
    curated: Transcript

    @cached_property
    def generated_verdict(self) -> Verdict:
        return compare_transcripts(self.original, self.generated, self.scenario.freedom)

    @cached_property
    def curated_verdict(self) -> Verdict:
        return compare_transcripts(self.original, self.curated, self.scenario.freedom)

    @property
    def is_same(self) -> bool:
        return self.generated_verdict.is_same and self.curated_verdict.is_same


def find_case_study() -> CaseStudy:
    """Find the files in the installed package, or in the checkout that it is imported from.

    Raises:
        PortingError: they are in neither place.
    """
    package = Path(__file__).parent
    for root, transcripts in (
        (package / "demo_data", "transcripts"),
        (package.parent, "tests/behaviour/transcripts"),
    ):
        if (root / "legacy_py2").is_dir():
            return CaseStudy(
                root / "legacy_py2", root / "modern_py3", root / "cassettes", root / transcripts
            )
    raise PortingError("the files of the case study are not there: install porting anew")


def prove(study: CaseStudy, scenarios: Iterable[Scenario]) -> Iterator[Proof]:
    """Run original and ports in each scenario, several at a time; proofs come in their order."""
    scenarios = tuple(scenarios)
    scripts = dict.fromkeys(scenario.script for scenario in scenarios)
    generated = {script: study.port(script).code for script in scripts}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(partial(_prove_one, study, generated), scenarios)


def _prove_one(study: CaseStudy, generated: dict[str, str], scenario: Scenario) -> Proof:
    return Proof(
        scenario,
        original=study.run_original(scenario),
        generated=study.run_code(
            generated[scenario.script], scenario, interpreter_options=STRICT
        ).transcript,
        curated=study.run_curated(scenario),
    )
