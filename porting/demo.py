"""The story of the case study: what each stage should bring, and whether it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from porting.case_study import CaseStudy, Proof, prove
from porting.diff import unified
from porting.result import Result, StageResult
from porting.verify.compare import Verdict, compare_transcripts
from porting.verify.scenarios import SCENARIOS, curated_of, find_scenarios, stem_of
from porting.verify.transcript import Transcript


@dataclass(frozen=True)
class Step:
    """What should be seen once a stage is done.

    `symptom` is a piece of what the run prints, "" where it should do what the original does.
    `outcome` says the same in a word or two, `remark` in a sentence.
    """

    stage: str
    symptom: str
    outcome: str
    remark: str


FETCHES = (
    Step(
        "2to3",
        "TypeError: cannot use a string pattern on a bytes-like object",
        "TypeError",
        "It starts, but no rank is found. What comes from the network is bytes in Python 3, and "
        "the pattern is text: 2to3 looks at names, and cannot know.",
    ),
    Step(
        "bytes-regex",
        "ranked b'",
        "b'...'",
        "The pattern is bytes as well, and nothing fails. But so are the ranks that it finds.",
    ),
    Step(
        "str-decode",
        "",
        "same",
        "The rank is decoded where it leaves the function: the port does what the original did.",
    ),
)
NEEDS_NO_MORE = (
    Step("2to3", "", "same", "No bytes meet text here: the port does what the original did."),
)
TEARS_LINES = (
    Step(
        "2to3",
        "",
        "same",
        "The port does what the original did, torn lines included: what these threads lack is a "
        "lock, in Python 3 as in Python 2.",
    ),
)
RENAMES = Step(
    "modern",
    "",
    "same",
    "From Python 3.10 on, an old name in threading warns: its name of today is there now.",
)
RESPELLS = Step(
    "modern",
    "",
    "same",
    "The same pattern, in a spelling of which Python 3.12 and later do not warn.",
)
ASKS_FOR_PYTHON3 = Step(
    "modern",
    "",
    "same",
    "The code was done; its first line has python3 run it now.",
)
STORIES = {
    "bookrank_serial": (*FETCHES, RESPELLS),
    "bookrank": (*FETCHES, RESPELLS),
    "mtsleepF_nolock": (*TEARS_LINES, RENAMES),
    "mtsleepF": (*NEEDS_NO_MORE, RENAMES),
    "mtsleepF_with": (*NEEDS_NO_MORE, RENAMES),
    "candy": (*NEEDS_NO_MORE, ASKS_FOR_PYTHON3),
}


@dataclass(frozen=True)
class StageRun:
    """A stage that changed a script, the run after it, and what the story has to say of it.

    `errors` is what the run wrote on standard error, with whole tracebacks. `step` is `None` where
    the story knows nothing of such a stage.
    """

    stage: StageResult
    transcript: Transcript
    errors: str
    verdict: Verdict
    step: Step | None

    @property
    def is_expected(self) -> bool:
        if self.step is None:
            return False
        if not self.step.symptom:
            return self.verdict.is_same
        seen = self.transcript.stdout + self.transcript.stderr
        return not self.verdict.is_same and self.step.symptom in seen

    @property
    def outcome(self) -> str:
        if self.is_expected and self.step is not None:
            return self.step.outcome
        return "same" if self.verdict.is_same else "differs"


@dataclass(frozen=True)
class Episode:
    """A script's whole story.

    `proofs` has one for each of its scenarios; `runs` are in the first of them.
    """

    script: str
    about: str
    proofs: tuple[Proof, ...]
    result: Result
    runs: tuple[StageRun, ...]
    curated_diff: str

    @property
    def is_expected(self) -> bool:
        return (
            tuple(run.stage.name for run in self.runs)
            == tuple(step.stage for step in STORIES[self.script])
            and all(run.is_expected for run in self.runs)
            and all(proof.is_same for proof in self.proofs)
        )


def play_episodes(study: CaseStudy, scripts: tuple[str, ...] = ()) -> Iterator[Episode]:
    """Port and run the scripts, all or those given by their originals' stems, one by one."""
    for script in scripts or dict.fromkeys(map(stem_of, SCENARIOS)):
        yield _play(study, script)


def _play(study: CaseStudy, script: str) -> Episode:
    proofs = tuple(prove(study, find_scenarios(script)))
    scenario, original = proofs[0].scenario, proofs[0].original
    result = study.port(scenario.script)
    steps = {step.stage: step for step in STORIES[script]}
    runs = []
    for stage in result.stages:
        if stage.diff:
            run = study.run_code(stage.code, scenario)
            verdict = compare_transcripts(original, run.transcript, scenario.freedom)
            step = steps.get(stage.name)
            runs.append(StageRun(stage, run.transcript, run.errors, verdict, step))
    curated = (study.curated / curated_of(scenario)).read_text(encoding="utf-8")
    return Episode(
        script,
        about=ast.get_docstring(ast.parse(curated)) or "",
        proofs=proofs,
        result=result,
        runs=tuple(runs),
        curated_diff=unified(
            result.code,
            curated,
            scenario.script,
            curated_of(scenario),
            labels=("(generated)", "(curated)"),
        ),
    )
