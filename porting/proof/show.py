"""Proofs for people and for machines: a table, JSON, JUnit XML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

import click

from porting.proof.prove import Proof

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOURS = {"same": "green", "DIFFERS": "red", "ERROR": "red"}


def outcome_of(proof: Proof) -> str:
    """One word: "same", "DIFFERS" or "ERROR"."""
    if proof.error is not None:
        return "ERROR"
    return "same" if proof.is_same else "DIFFERS"


def table_head(width: int) -> str:
    """The head of the table; `width` is that of the names."""
    return click.style(f"{'':{width}}  original  port    outcome", bold=True)


def table_lines(proof: Proof, width: int, *, is_verbose: bool = False) -> Iterator[str]:
    """A row, and what there is to say of it."""
    word = outcome_of(proof)
    original = proof.original.python if proof.original else "-"
    scenario = proof.case.scenario
    row = f"{scenario.name:{width}}  {original:8}  {proof.python or '-':6}  "
    shows = f"{'':{9 - len(word)}}{scenario.shows}" if scenario.shows else ""
    yield row + click.style(word, fg=_COLOURS[word]) + shows
    yield from (_indented(line) for line in _told(proof, is_verbose))
    for note in _set_aside(proof):
        yield click.style(_indented(f"set aside: {note}"), dim=True)


def _told(proof: Proof, is_verbose: bool) -> Iterator[str]:
    if proof.error is not None:
        yield str(proof.error)
    if proof.verdict is None:
        return
    differences = proof.verdict.differences
    for difference in differences if is_verbose else differences[:1]:
        yield str(difference)
    if proof.blame is not None:
        spot = proof.blame.spot
        yield f"at {spot.file}:{spot.line}: {proof.blame.line}"
        if proof.blame.nearest:
            yield f"nearest: {proof.blame.nearest}"
    if len(differences) > 1 and not is_verbose:
        yield f"and {len(differences) - 1} more, see -v"
    yield from proof.notes


def _set_aside(proof: Proof) -> tuple[str, ...]:
    return proof.verdict.set_aside if proof.verdict else ()


def as_json(proofs: Sequence[Proof]) -> str:
    """A list with an object for each proof."""
    return json.dumps([_data(proof) for proof in proofs], indent=2) + "\n"


def _data(proof: Proof) -> dict[str, Any]:
    data: dict[str, Any] = {
        "scenario": proof.case.scenario.name,
        "mutation": proof.case.mutation.name if proof.case.mutation else None,
        "original": proof.original.python if proof.original else None,
        "port": proof.python or None,
        "outcome": outcome_of(proof).lower(),
        "differences": [],
        "at": None,
        "set_aside": [],
        "rules": [],
        "noise": [],
        "notes": list(proof.notes),
        "error": str(proof.error) if proof.error else None,
    }
    if proof.verdict is not None:
        data["differences"] = [
            {
                "aspect": each.aspect,
                "message": each.message,
                "original": each.wanted,
                "port": each.got,
            }
            for each in proof.verdict.differences
        ]
        data["set_aside"] = list(proof.verdict.set_aside)
        data["rules"] = list(proof.verdict.rules)
        data["noise"] = list(proof.verdict.noise)
    if proof.blame is not None:
        spot = proof.blame.spot
        data["at"] = {
            "file": spot.file,
            "line": spot.line,
            "text": proof.blame.line,
            "nearest": proof.blame.nearest,
        }
    return data


def as_junit(proofs: Sequence[Proof]) -> str:
    """A test suite with a case for each proof."""
    suite = ElementTree.Element(
        "testsuite",
        name="porting verify",
        tests=str(len(proofs)),
        failures=str(sum(outcome_of(proof) == "DIFFERS" for proof in proofs)),
        errors=str(sum(proof.error is not None for proof in proofs)),
    )
    for proof in proofs:
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=f"python{proof.python}" if proof.python else "python",
            name=_clean(proof.case.scenario.name),
        )
        told = [_clean(line) for line in _told(proof, is_verbose=True)]
        if not proof.is_same:
            kind = "error" if proof.error else "failure"
            element = ElementTree.SubElement(case, kind, message=told[0].splitlines()[0])
            element.text = "\n".join(told)
        if aside := _set_aside(proof):
            output = ElementTree.SubElement(case, "system-out")
            output.text = _clean("\n".join(f"set aside: {note}" for note in aside))
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="us-ascii", xml_declaration=True)
    return str(text, "ascii") + "\n"


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def _indented(text: str) -> str:
    return "    " + text.replace("\n", "\n    ")
