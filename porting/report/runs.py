"""What runs printed, as pages show it: beside what the original printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from porting.report.marked import visible
from porting.report.model import OutputLine, Printed
from porting.verify.compare import Verdict
from porting.verify.transcript import Transcript, shown

_EXCEPTION = re.compile(r"^(\w+(?:Error|Exception|Interrupt|Exit|Warning))\b", re.MULTILINE)

# Where the library lies is a matter of the machine, and pages are handed round.
_LIBRARY = re.compile(r'File "[^"\n]*/lib/python\d\.\d+/')


def printed(
    run: Transcript,
    original: Transcript,
    verdict: Verdict | None = None,
    *,
    errors: str = "",
    outcome: str = "",
    remark: str = "",
) -> Printed:
    """What a run printed.

    Args:
        run: the run, and `original` that of the original, which may be the same.
        verdict: on the two, None where they are the same run.
        errors: standard error with whole tracebacks, if it is known.
        outcome: a word for how the two compare; by default it is found.
        remark: a sentence on it.
    """
    is_same = verdict is None or verdict.is_same
    return Printed(
        run.python,
        _lines(run.stdout, original.stdout, is_same),
        _lines(errors or run.stderr, original.stderr, is_same),
        run.status,
        is_same,
        outcome or ("same" if is_same else _outcome(run, original)),
        tuple(map(str, verdict.differences)) if verdict else (),
        remark,
    )


def _lines(text: str, original: str, is_same: bool) -> tuple[OutputLine, ...]:
    """The lines of an output; where the runs are not the same, those that differ are new."""
    lines, wanted = _split(text), _split(original)
    new: set[int] = set()
    if not is_same:
        matcher = SequenceMatcher(None, wanted, lines, False)
        for kind, _, _, start, stop in matcher.get_opcodes():
            if kind != "equal":
                new.update(range(start, stop))
    return tuple(OutputLine(visible(line), number in new) for number, line in enumerate(lines))


def _split(text: str) -> Sequence[str]:
    return _LIBRARY.sub('File "<python>/', shown(text)).splitlines()


def _outcome(run: Transcript, original: Transcript) -> str:
    """The exception that only this run tells of, or that it differs."""
    before = set(_EXCEPTION.findall(original.stderr))
    raised = [name for name in _EXCEPTION.findall(run.stderr) if name not in before]
    return raised[-1] if raised else "differs"
