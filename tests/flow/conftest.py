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
    outcome = outcome_of(case, shown)
    if outcome != case.headers.get("outcome"):
        text = re.sub(rb"^# outcome:.*\n", b"", case.original, count=1, flags=re.MULTILINE)
        head = re.match(rb"(?:#!.*\n)?(?:#.*coding.*\n)?", text)
        end = head.end() if head else 0
        text = text[:end] + f"# outcome: {outcome}\n".encode() + text[end:]
        (case.folder / "original.py").write_bytes(text)
        case = programs.Case(case.folder)
        programs.port.cache_clear()
    for policy in programs.POLICIES:
        code = programs.port(case, policy).code.encode()
        path = case.folder / f"{policy}.py"
        if policy == "book" or code != (case.folder / "book.py").read_bytes():
            path.write_bytes(code)
        else:
            path.unlink(missing_ok=True)


def outcome_of(case: programs.Case, shown: programs.Shown) -> str:
    for policy in programs.POLICIES:
        result = programs.port(case, policy)
        if programs.run_ported(case, result.code).without_errors != shown.without_errors:
            return "unresolved" if result.warnings else "untold"
    stages = programs.FLOW_STAGES
    is_touched = any(item.stage in stages for item in (*result.changes, *result.warnings))
    return "resolved" if is_touched else "untouched"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not any("flow/test_cases" in str(name) for name in _ran(terminalreporter)):
        return
    counts = Counter(case.headers.get("outcome", "new") for case in programs.all_cases())
    total = sum(counts.values())
    needing = total - counts["untouched"]
    parts = ", ".join(f"{counts[outcome]} {outcome}" for outcome in programs.OUTCOMES)
    terminalreporter.write_line(
        f"labelled set: {total} programs, {parts}; "
        f"of those that needed a change {counts['resolved'] / max(needing, 1):.1%} are resolved"
    )


def _ran(reporter: pytest.TerminalReporter) -> list[str]:
    return [
        report.nodeid
        for key in ("passed", "failed")
        for report in reporter.stats.get(key, [])
        if hasattr(report, "nodeid")
    ]
