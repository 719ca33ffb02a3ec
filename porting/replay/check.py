"""Replay calls under 2.7 itself: only what the original does again can be asked of a port.

A call that depends on more than its arguments (the time, a file, what ran before) would differ in
any port. Each is made twice in fresh processes, with strings hashed otherwise; those that end
unlike are dropped, with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from porting.replay.calls import Call, Calls, Function, Value
from porting.replay.players import Answer, Limits, Player, open_player
from porting.replay.relation import Comparison, nodes_in

DEPENDS = "it does otherwise when called alone: it depends on more than its arguments"
NOT_THE_SAME = "it does otherwise each time"
MASKED = "masked-"


def check(
    calls: Calls, folder: Path, python27: str, limits: Limits, *, is_new: bool = False
) -> Calls:
    """Drop the calls that the original does not do again, and add what only a replay can see.

    Args:
        calls: as the recorder wrote them.
        folder: that in which their files have their paths.
        python27: the interpreter.
        is_new: no such call was recorded: what comes of it is what the replay shows.

    Returns:
        The calls that can be replayed. What iterators give comes from the replay, and so does the
        whole outcome of calls whose arguments were masked.

    Raises:
        PortingError: the interpreter cannot be run.
    """
    answers: list[list[list[Answer]]] = []
    for _ in range(2):
        with open_player(python27, folder, calls, limits=limits, is_hash_random=True) as player:
            answers.append([_ask_all(player, each) for each in calls.functions])
    functions = [
        _checked(function, first, second, is_new)
        for function, first, second in zip(calls.functions, *answers, strict=True)
    ]
    return replace(calls, functions=tuple(functions))


def _ask_all(player: Player, function: Function) -> list[Answer]:
    if function.path is None:
        return []
    if function.module in player.failed:
        reason = f"its module cannot be imported alone: {player.failed[function.module]}"
        return [{"unmade": reason}] * len(function.calls)
    return [player.ask(function, call, {}) for call in function.calls]


def _checked(
    function: Function, first: list[Answer], second: list[Answer], is_new: bool
) -> Function:
    dropped: Counter[str] = Counter()
    if function.path is None:
        dropped[_unreachable(function)] = max(1, len(function.calls))
        return replace(function, calls=(), dropped=dict(dropped))
    kept = []
    for call, one, other in zip(function.calls, first, second, strict=True):
        found = _checked_call(function, call, one, other, is_new)
        if isinstance(found, Call):
            kept.append(found)
        else:
            dropped[found] += 1
    return replace(function, calls=tuple(kept), dropped=dict(dropped))


def _unreachable(function: Function) -> str:
    if ".<locals>." in function.name:
        return "it is defined within another function"
    if function.name.endswith("<lambda>"):
        return "it is a lambda that no name leads to"
    return "no name leads to it"


def _checked_call(
    function: Function, call: Call, one: Answer, other: Answer, is_new: bool
) -> Call | str:
    """The call with its outcome completed, or why it cannot be replayed."""
    for answer in (one, other):
        reason = why_not(answer)
        if reason:
            return reason
    seen = _seen_again(call, one)
    if Comparison().outcomes(function, seen, other) is not None:
        free = replace(seen, outcome={**seen.outcome, "any_order": True})
        if Comparison().outcomes(function, free, other) is not None:
            return NOT_THE_SAME
        seen = free
    if is_new or _is_masked(call):
        return seen
    known = dict(call.outcome)
    if _holds_iterators(known.get("result")):
        known["result"] = one.get("result")
        known.pop("after", None) if function.is_generator else None
        if "raised" in one or "result" not in known:
            return DEPENDS
        if function.is_generator:
            return seen
    if known.get("printed", "") is None:
        known["printed"] = seen.outcome.get("printed", "")
    if "any_order" in seen.outcome:
        known["any_order"] = True
    done = replace(call, outcome=known)
    return DEPENDS if Comparison().outcomes(function, done, one) is not None else done


def why_not(answer: Answer) -> str:
    """Why a replay showed nothing; "" where it did."""
    for key in ("missing", "unmade", "refused"):
        if key in answer:
            return str(answer[key])
    if "late" in answer:
        return f"it does not end within {answer['late']:g} seconds"
    if "died" in answer:
        return "it ends the process"
    return ""


def _seen_again(call: Call, answer: Answer) -> Call:
    """The call with what the replay showed as its outcome."""
    outcome: dict[str, Any] = {key: answer[key] for key in ("result", "raised") if key in answer}
    if "is_own" in call.outcome:
        outcome["is_own"] = call.outcome["is_own"]
    pairs = enumerate(zip(call.all_arguments, answer["after"], strict=True))
    changed = {str(number): new for number, (old, new) in pairs if new != old}
    if changed:
        outcome["after"] = changed
    if answer["printed"]:
        outcome["printed"] = answer["printed"]
    return replace(call, outcome=outcome)


def _holds_iterators(value: Value) -> bool:
    return any("lost" in node for node in nodes_in(value))


def _is_masked(call: Call) -> bool:
    strings = (
        text
        for value in _values(call)
        for node in nodes_in(value)
        for text in node.values()
        if isinstance(text, str)
    )
    return any(MASKED in text for text in strings)


def _values(call: Call) -> Iterable[Value]:
    outcome: Mapping[str, Any] = call.outcome
    yield from call.all_arguments
    yield {"outcome": [outcome.get("result"), outcome.get("raised"), outcome.get("after")]}
    yield {"printed": outcome.get("printed") or ""}
