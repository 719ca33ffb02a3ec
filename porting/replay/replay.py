"""Replay recorded calls on a port, function by function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from porting.errors import PortingError
from porting.replay.calls import Call, Calls, Function
from porting.replay.choose import (
    CallResult,
    Choices,
    FunctionResult,
    kept_in_attributes,
    replay_as,
    replay_function,
)
from porting.replay.players import Answer, Limits, Player, open_player
from porting.replay.relation import Mismatch

CONSTRUCTORS = ("__new__", "__init__")


@dataclass(frozen=True)
class Replay:
    """What became of all calls, by the Python that ran the port; `mutated` is what became of calls
    with changed arguments, if that was asked for."""

    calls: Calls
    python: str
    results: tuple[FunctionResult, ...]
    mutated: tuple[FunctionResult, ...] = ()

    def of(self, verdict: str, *, is_mutated: bool = False) -> list[FunctionResult]:
        """The functions with this verdict; of those that differ the smallest call first."""
        results = self.mutated if is_mutated else self.results
        found = [each for each in results if each.verdict == verdict]
        if verdict == "different":
            found.sort(key=lambda each: each.of(verdict)[0].call.size)
        return found

    @property
    def replayed(self) -> int:
        return sum(each.verdict != "not replayed" for each in self.results)

    @property
    def lines(self) -> tuple[int, int]:
        """How many lines of the functions that the run reached were replayed, and of how many."""
        lines, covered = set(), set()
        for each in self.results:
            lines |= {(each.function.file, line) for line in each.function.lines}
            covered |= {
                (each.function.file, line)
                for result in each.calls
                if result.verdict != "not replayed"
                for line in result.call.lines
            }
        return len(covered & lines), len(lines)


def replay(
    calls: Calls,
    folder: Path,
    python: str,
    *,
    limits: Limits = Limits(),  # noqa: B008  (it is frozen)
    choices: Mapping[str, Choices] | None = None,
) -> Replay:
    """Replay calls on a port.

    Args:
        folder: the port's, in which the files have the same paths.
        python: the Python 3 to run it.
        choices: for functions by name, which strings are bytes, if that is known already.

    Raises:
        PortingError: the interpreter cannot be run.
    """
    # Constructors first: they show what the port keeps in its attributes.
    order = sorted(calls.functions, key=lambda each: each.name.split(".")[-1] not in CONSTRUCTORS)
    results: dict[int, FunctionResult] = {}
    players = _Players(python, folder, calls, limits)
    try:
        for function in order:
            known = kept_in_attributes(results.values())
            decided = (choices or {}).get(function.full_name)
            results[id(function)] = _replay_one(function, players, known, decided)
    finally:
        players.close()
    return Replay(calls, python, tuple(results[id(each)] for each in calls.functions))


def _replay_one(
    function: Function, players: _Players, known: Choices, decided: Choices | None
) -> FunctionResult:
    failed = players.failed(function.module)
    if failed and function.calls:
        mismatch = Mismatch("", None, None, f"{function.module} cannot be imported: {failed}")
        lost = (CallResult(call, "different", mismatch) for call in function.calls)
        return FunctionResult(function, tuple(lost))
    if decided is not None:
        return replay_as(function, players.ask, decided)
    return replay_function(function, players.ask, known)


class _Players:
    """One player after the other: a new one where the last has ended."""

    def __init__(self, python: str, folder: Path, calls: Calls, limits: Limits) -> None:
        self._open = partial(open_player, python, folder, calls, limits=limits)
        self._start()

    def _start(self) -> None:
        self._context = self._open()
        self._player: Player = self._context.__enter__()

    def failed(self, module: str) -> str:
        return self._player.failed.get(module, "")

    def ask(self, function: Function, call: Call, choices: Choices) -> Answer:
        try:
            return self._player.ask(function, call, choices)
        except PortingError as error:
            self.close()
            self._start()
            return {"unmade": str(error)}

    def close(self) -> None:
        self._context.__exit__(None, None, None)
