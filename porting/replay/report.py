"""What a replay showed, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from porting.replay.choose import CallResult, FunctionResult
from porting.replay.replay import Replay
from porting.replay.show import show, show_call, show_ending

FORMAT = "porting replay 1"


def text_lines(replay: Replay, *, is_verbose: bool = False) -> Iterator[str]:
    """The report, line by line: what differs first, the smallest call of it before all."""
    for each in replay.of("different"):
        yield from _difference(replay, each)
    for each in replay.of("different", is_mutated=True):
        yield "with a changed argument:"
        yield from _difference(replay, each)
    yield from _reasons(replay)
    if is_verbose:
        yield from _choices(replay)
    equal, different = len(replay.of("equal")), len(replay.of("different"))
    covered, lines = replay.lines
    share = f" ({covered / lines:.0%})" if lines else ""
    calls = sum(len(each.calls) for each in replay.results)
    yield (
        f"{_count(len(replay.results), 'function')} reached, {replay.replayed} replayed"
        f" ({_count(calls, 'call')}): {equal} equal, {different} different;"
        f" {covered} of {_count(lines, 'line')} covered{share}"
    )
    if replay.mutated:
        calls = sum(len(each.calls) for each in replay.mutated)
        differ = len(replay.of("different", is_mutated=True))
        yield f"{_count(calls, 'call')} with a changed argument: {differ} of the functions differ"


def _difference(replay: Replay, result: FunctionResult) -> Iterator[str]:
    function, worst = result.function, result.of("different")
    first = worst[0]
    share = f"{len(worst)} of {_count(len(result.calls), 'call')}"
    yield f"{function.file}:{function.line}: {function.full_name} differs in {share}"
    yield f"    {show_call(function, first.call)}"
    for label, text in _sides(replay, first):
        yield f"    {label:7}{text}"


def _sides(replay: Replay, result: CallResult) -> Iterator[tuple[str, str]]:
    mismatch, outcome = result.mismatch, result.call.outcome
    assert mismatch is not None
    yield f"{replay.calls.python.rpartition('.')[0]}:", show_ending(result.call, outcome)
    if "after" in result.answer:
        yield f"{replay.python}:", show_ending(result.call, result.answer)
    where = f" at {mismatch.place}" if mismatch.place not in ("", "result") else ""
    yield "", f"{mismatch.why}{where}"
    if mismatch.place not in ("", "result", "exception"):
        yield "", f"{show(mismatch.expected, 120)} is now {show(mismatch.actual, 120)}"


def _reasons(replay: Replay) -> Iterator[str]:
    """Why functions were not replayed at all, and calls of others."""
    functions: dict[str, list[str]] = {}
    calls: Counter[str] = Counter()
    for each in replay.results:
        if each.verdict == "not replayed":
            reason = next(iter(each.reasons.most_common(1)), ("no call was kept", 0))[0]
            functions.setdefault(reason, []).append(each.function.full_name)
        else:
            calls.update(each.reasons)
    for reason, names in sorted(functions.items(), key=lambda pair: -len(pair[1])):
        listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        yield f"not replayed: {listed}: {reason}"
    for reason, count in calls.most_common():
        yield f"left out: {_count(count, 'call')} of functions that were replayed: {reason}"


def _choices(replay: Replay) -> Iterator[str]:
    for each in replay.results:
        if each.choices:
            listed = ", ".join(f"{place} is {kind}" for place, kind in sorted(each.choices.items()))
            yield f"{each.function.full_name}: {listed}"
        if each.forms:
            listed = ", ".join(sorted(each.forms))
            yield f"{each.function.full_name}: set aside how Python writes {listed}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_data(replay: Replay) -> dict[str, Any]:
    """The report as JSON would have it."""
    covered, lines = replay.lines
    return {
        "format": FORMAT,
        "original": replay.calls.python,
        "python": replay.python,
        "reached": len(replay.results),
        "replayed": replay.replayed,
        "equal": len(replay.of("equal")),
        "different": len(replay.of("different")),
        "lines": lines,
        "lines_covered": covered,
        "functions": [_function_data(each) for each in replay.results],
        "mutated": [_function_data(each) for each in replay.mutated],
    }


def _function_data(result: FunctionResult) -> dict[str, Any]:
    function = result.function
    return {
        "name": function.full_name,
        "file": function.file,
        "line": function.line,
        "verdict": result.verdict,
        "equal": len(result.of("equal")),
        "choices": dict(result.choices),
        "set_aside": sorted(result.forms),
        "not_replayed": dict(result.reasons),
        "different": [
            {
                "call": show_call(function, each.call),
                "place": each.mismatch.place,
                "why": each.mismatch.why,
                "expected": show_ending(each.call, each.call.outcome),
                "actual": show_ending(each.call, each.answer) if "after" in each.answer else None,
            }
            for each in result.of("different")
            if each.mismatch is not None
        ],
    }
