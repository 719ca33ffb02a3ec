"""The report of the case study: its scripts, their runs after each stage, and their proofs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from porting.case_study import CaseStudy, Proof
from porting.demo import Episode, play_episodes
from porting.many_files.tasks import Ported
from porting.report.against import beside
from porting.report.model import ProofView, RunView
from porting.report.pages import Extras
from porting.report.runs import printed
from porting.report.write import Report
from porting.verify.compare import Verdict
from porting.verify.scenarios import curated_of
from porting.verify.transcript import Transcript

TITLE = "Six programs, from Python 2 to Python 3"
BY_HAND = "finished by hand"
LEAD = (
    "Small threaded programs, ported stage by stage. Each was run after every stage, on recorded "
    "answers of a web shop: what 2to3 alone leaves broken, and what mends it."
)


def study_report(study: CaseStudy) -> Report:
    """Port and run the case study: half a minute."""
    episodes = list(play_episodes(study))
    outcomes = [_ported(study, episode) for episode in episodes]
    extras = {each.proofs[0].scenario.script: _extras(study, each) for each in episodes}
    proofs = [proof for each in extras.values() for proof in each.proofs]
    return Report(TITLE, LEAD, outcomes, _name, extras, tuple(proofs), against=BY_HAND)


def _name(path: Path) -> str:
    return path.name


def _ported(study: CaseStudy, episode: Episode) -> Ported:
    path = study.originals / episode.proofs[0].scenario.script
    code = episode.result.code
    return Ported(path, episode.result, code.encode(), "", True, code.count("\n"))


def _extras(study: CaseStudy, episode: Episode) -> Extras:
    first = episode.proofs[0]
    stages = {
        run.stage.name: printed(
            run.transcript,
            first.original,
            run.verdict,
            errors=run.errors,
            outcome=run.outcome,
            remark=run.step.remark if run.step else "",
        )
        for run in episode.runs
    }
    run = RunView(
        first.scenario.name, first.scenario.shows, printed(first.original, first.original), stages
    )
    name = curated_of(first.scenario)
    curated = (study.curated / name).read_text(encoding="utf-8")
    other = beside(episode.result.code, curated, BY_HAND, f"{study.curated.name}/{name}")
    return Extras(episode.about, (run,), tuple(_proofs(episode.proofs)), other)


def _proofs(proofs: Iterable[Proof]) -> Iterator[ProofView]:
    for proof in proofs:
        yield _proof(proof, "generated", proof.generated, proof.generated_verdict)
        yield _proof(proof, BY_HAND, proof.curated, proof.curated_verdict)


def _proof(proof: Proof, port: str, run: Transcript, verdict: Verdict) -> ProofView:
    return ProofView(
        proof.scenario.name,
        port,
        proof.original.python,
        run.python,
        "same" if verdict.is_same else "differs",
        proof.scenario.shows,
        tuple(map(str, verdict.differences)),
        (),
        verdict.set_aside,
    )
