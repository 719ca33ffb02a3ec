"""The option that makes the labelled set anew, and the line that sums it up."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from porting.verify.run import find_python27
from tests.flow import programs


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="first write the expected files of tests/flow/cases anew (needs Python 2.7)",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-cases", default=False):
        for case in programs.all_cases():
            update(case)
        programs.port.cache_clear()


def update(case: programs.Case) -> None:
    """Run the original, keep its output and its ports, and say whether they do the same."""
    python = find_python27()
    if python is None:
        raise pytest.UsageError("--update-cases needs a Python 2.7")
    shown = programs.run_program(python, case.original, case)
    (case.folder / "stdout").write_bytes(shown.stdout)
    if shown.status != int(case.headers.get("status", "0")):
        message = shown.stderr.decode(errors="replace")
        raise pytest.UsageError(f"{case.name} ends with status {shown.status}:\n{message}")
    outcomes = {policy: outcome_of(case, policy, shown) for policy in programs.POLICIES}
    if any(
        case.headers.get("outcome") is None or case.outcome(p) != o for p, o in outcomes.items()
    ):
        case = with_outcomes(case, outcomes)
        programs.port.cache_clear()
    for policy in programs.POLICIES:
        code = programs.port(case, policy).code.encode()
        path = case.folder / f"{policy}.py"
        if policy == "book" or code != (case.folder / "book.py").read_bytes():
            path.write_bytes(code)
        else:
            path.unlink(missing_ok=True)


def with_outcomes(case: programs.Case, outcomes: dict[str, str]) -> programs.Case:
    """The case with new headers: the outcome, and that of a policy where it is another."""
    text = re.sub(rb"^# (?:outcome|boundary):.*\n", b"", case.original, flags=re.MULTILINE)
    lines = [f"# outcome: {outcomes['book']}\n"]
    lines += [f"# {policy}: {o}\n" for policy, o in outcomes.items() if o != outcomes["book"]]
    head = re.match(rb"(?:#!.*\n)?(?:#.*coding[:=].*\n)?", text)
    end = head.end() if head else 0
    text = text[:end] + "".join(lines).encode() + text[end:]
    (case.folder / "original.py").write_bytes(text)
    return programs.Case(case.folder)


def outcome_of(case: programs.Case, policy: str, shown: programs.Shown) -> str:
    result = programs.port(case, policy)
    if programs.run_ported(case, result.code).without_errors != shown.without_errors:
        return "unresolved" if result.warnings else "untold"
    stages = programs.FLOW_STAGES
    is_touched = any(item.stage in stages for item in (*result.changes, *result.warnings))
    return "resolved" if is_touched else "untouched"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not any("flow/test_cases" in str(name) for name in _ran(terminalreporter)):
        return
    cases = programs.all_cases()
    for policy in programs.POLICIES:
        counts = Counter(case.outcome(policy) for case in cases)
        needing = len(cases) - counts["untouched"]
        parts = ", ".join(f"{counts[outcome]} {outcome}" for outcome in programs.OUTCOMES)
        share = counts["resolved"] / max(needing, 1)
        terminalreporter.write_line(
            f"labelled set, strings {policy}: {len(cases)} programs, {parts}; "
            f"of those that needed a change {share:.1%} are resolved"
        )


def _ran(reporter: pytest.TerminalReporter) -> list[str]:
    return [
        report.nodeid
        for key in ("passed", "failed")
        for report in reporter.stats.get(key, [])
        if hasattr(report, "nodeid")
    ]
