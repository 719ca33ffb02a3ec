"""Replay one function's calls, and find out which of its native strings the port takes as bytes.

A ``str`` of 2.7 that goes in may be text or bytes in the port; in one place it is the same in all
calls. Text is tried first (bytes where a value is no UTF-8), then bytes, and what makes most calls
come out the same is taken. The choice is part of the result: nothing is guessed in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from porting.replay.calls import Call, Function, Value
from porting.replay.check import why_not
from porting.replay.players import Answer
from porting.replay.porting_values import inside
from porting.replay.relation import Comparison, Mismatch

MOST_TRIALS = 24
HUNG = "another call of this function did not end"

Choices = Mapping[str, str]
Ask = Callable[[Function, Call, Choices], Answer]


@dataclass(frozen=True)
class CallResult:
    """A call and what became of it. `reason` says why it could not be replayed."""

    call: Call
    verdict: Literal["equal", "different", "not replayed"]
    mismatch: Mismatch | None = None
    reason: str = ""
    answer: Answer = field(default_factory=dict)


@dataclass(frozen=True)
class FunctionResult:
    """A function's calls. `choices` has the places whose strings are "text" or "bytes" in the
    port: those handed in that mattered, and those that came out; `forms` how texts may differ."""

    function: Function
    calls: tuple[CallResult, ...]
    choices: Choices = field(default_factory=dict)
    inputs: Choices = field(default_factory=dict)
    forms: frozenset[str] = frozenset()

    def of(self, verdict: str) -> list[CallResult]:
        """The calls with this verdict, the smallest first."""
        found = [each for each in self.calls if each.verdict == verdict]
        return sorted(found, key=lambda each: each.call.size)

    @property
    def verdict(self) -> Literal["equal", "different", "not replayed"]:
        verdicts = {each.verdict for each in self.calls}
        if "different" in verdicts:
            return "different"
        return "equal" if "equal" in verdicts else "not replayed"

    @property
    def reasons(self) -> Counter[str]:
        """Why calls could not be replayed, each with how many."""
        found = Counter(self.function.dropped)
        found.update(each.reason for each in self.calls if each.reason)
        return found


def replay_function(function: Function, ask: Ask, known: Choices) -> FunctionResult:
    """Replay a function's calls with the choices that make most come out the same.

    Args:
        known: for attributes ("Class.name"), what the port was seen to keep there.
    """
    places = _native_places(function)
    start = {place: "bytes" for place, is_text in places.items() if not is_text}
    start |= {place: kind for place, kind in known.items() if place in places and kind == "bytes"}
    best = replay_as(function, ask, start)
    trials = MOST_TRIALS if any("late" in each.answer for each in best.calls) else 1
    for changed in _alternatives(list(places), start):
        if _score(best) == len(function.calls) or trials >= MOST_TRIALS:
            break
        best = _better(best, ask, changed)
        trials += 1
    for place in places if _score(best) < len(function.calls) else ():
        if trials >= MOST_TRIALS:
            break
        changed = dict(best.inputs)
        changed[place] = "text" if changed.get(place) == "bytes" else "bytes"
        best = _better(best, ask, changed)
        trials += 1
    return best


def _better(best: FunctionResult, ask: Ask, choices: Choices) -> FunctionResult:
    """The better one of a trial and another with these choices."""
    failing = [each.call for each in best.calls if each.verdict != "equal"]
    if not _score(replay_as(replace(best.function, calls=tuple(failing)), ask, choices)):
        return best
    trial = replay_as(best.function, ask, choices)
    return trial if _score(trial) > _score(best) else best


def _score(result: FunctionResult) -> int:
    return sum(each.verdict == "equal" for each in result.calls)


def _alternatives(places: list[str], start: Choices) -> Iterator[dict[str, str]]:
    """All as text, all as bytes, all arguments, all attributes."""
    is_attribute = {place: "." in place for place in places}
    seen = [dict(start)]
    for kinds in (
        {},
        {place: "bytes" for place in places if not is_attribute[place]},
        dict.fromkeys(places, "bytes"),
        {place: "bytes" for place in places if is_attribute[place]},
    ):
        if kinds not in seen:
            seen.append(kinds)
            yield kinds


def replay_as(function: Function, ask: Ask, choices: Choices) -> FunctionResult:
    """Replay a function's calls with these choices."""
    results, votes, forms = [], {}, set()  # type: ignore[var-annotated]
    is_late = False
    for call in function.calls:
        # A second call may take as long.
        answer = {"unmade": HUNG} if is_late else ask(function, call, choices)
        is_late = is_late or "late" in answer
        result, comparison = judge(function, call, answer)
        results.append(result)
        if result.verdict == "equal":
            forms |= comparison.forms
            for place, kinds in comparison.votes.items():
                votes.setdefault(place, []).append((len(results) - 1, kinds))
    seen: dict[str, str] = dict(choices)
    for place, found in votes.items():
        counted = Counter(kind for _, kinds in found for kind in kinds)
        main = "text" if counted["text"] >= counted["bytes"] else "bytes"
        seen[place] = main
        for at, kinds in found if len(counted) > 1 else ():
            if kinds != {main}:
                why = f"{(kinds - {main}).pop()} here, {main} in other calls"
                call = results[at].call
                mismatch = Mismatch(place, call.outcome.get("result"), None, why)
                results[at] = CallResult(call, "different", mismatch, "", results[at].answer)
    return FunctionResult(function, tuple(results), seen, dict(choices), frozenset(forms))


def judge(function: Function, call: Call, answer: Answer) -> tuple[CallResult, Comparison]:
    """Compare one replay with what 2.7 did."""
    comparison = Comparison()
    if "missing" in answer:
        mismatch = Mismatch("", None, None, str(answer["missing"]))
        return CallResult(call, "different", mismatch, "", answer), comparison
    reason = why_not(answer)
    if "late" in answer or "died" in answer:
        late = Mismatch("", None, None, reason)
        return CallResult(call, "different", late, "", answer), comparison
    if reason:
        return CallResult(call, "not replayed", None, f"in the port: {reason}", answer), comparison
    mismatch_found = comparison.outcomes(function, call, answer)
    verdict: Literal["equal", "different"] = "different" if mismatch_found else "equal"
    return CallResult(call, verdict, mismatch_found, "", answer), comparison


def _native_places(function: Function) -> dict[str, bool]:
    """Where native strings go in, and whether all that were seen there are UTF-8."""
    places: dict[str, bool] = {}
    for call in function.calls:
        for place, value in zip(function.places(call), call.all_arguments, strict=True):
            for where, text in _natives(value, place):
                is_text = True
                try:
                    text.encode("latin-1").decode("utf-8")
                except UnicodeError:
                    is_text = False
                places[where] = places.get(where, True) and is_text
    return places


def _natives(value: Value, place: str) -> Iterator[tuple[str, str]]:
    """The places (as `Decoder` names them) and values of native strings in a value."""
    if isinstance(value, list):
        for each in value:
            yield from _natives(each, place)
        return
    if not isinstance(value, dict):
        return
    if "str" in value:
        yield place, value["str"]
    elif value.get("class") == "__builtin__:str":
        yield place, ""
    elif "instance" in value:
        name = value["instance"].partition(":")[2]
        for attribute, each in value["attributes"].items():
            yield from _natives(each, f"{name}.{attribute}")
        for number, each in enumerate(value.get("arguments", ())):
            yield from _natives(each, f"{place}[{number}]")
        yield from _natives(value.get("content"), place)
    elif "tuple" in value:
        for number, each in enumerate(value["tuple"]):
            yield from _natives(each, f"{place}[{number}]")
    else:
        yield from _natives_in_rest(value, place)


def _natives_in_rest(value: Mapping[str, Value], place: str) -> Iterator[tuple[str, str]]:
    for tag in ("list", "set", "frozenset", "deque"):
        for each in value.get(tag, ()):
            yield from _natives(each, place + "[]")
    for tag in ("dict", "ordered", "defaultdict"):
        for key, each in value.get(tag, ()):
            yield from _natives(key, place + "{}")
            yield from _natives(each, inside(place, key))
    for tag in ("content", "pattern", "match", "string", "self", "plain", "from"):
        yield from _natives(value.get(tag), place)


def kept_in_attributes(results: Iterable[FunctionResult]) -> dict[str, str]:
    """What the port was seen to keep in attributes, where it was one thing."""
    seen: dict[str, set[str]] = {}
    for result in results:
        for place, kind in result.choices.items():
            if "." in place and place not in result.inputs:
                seen.setdefault(place, set()).add(kind)
    return {place: kinds.pop() for place, kinds in seen.items() if len(kinds) == 1}
