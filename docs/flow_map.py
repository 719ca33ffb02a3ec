"""What docs/how_it_works.md shows of `porting.flow`, made from the code while mkdocs builds it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import porting.flow
from porting.flow.decide.deciding import Deciding
from porting.flow.decide.passes import decide_on
from porting.flow.domain.findings import Use
from porting.flow.domain.reasons import Role
from porting.flow.domain.values import Instance, Library, Str, Value
from porting.flow.follow.interpret import ANSWERS
from porting.flow.follow.state import State

ROOT = Path(porting.flow.__file__).parent
ROOMS = ("domain", "knowledge", "follow", "decide", "audit")
EXAMPLE = """\
import urllib.request
page = urllib.request.urlopen("http://x/").read()
print(page.split("#")[1])
"""


def rooms() -> str:
    """The rooms and their modules, with the first sentence that each says of itself."""
    lines = []
    for room in ROOMS:
        lines.append(f"{room + '/':<20}{_says(ROOT / room / '__init__.py')}")
        for path in sorted((ROOT / room).glob("[!_]*.py")):
            lines.append(f"    {path.name:<20}{_says(path)}")
    return "```text\n" + "\n".join(lines) + "\n```"


def _says(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())


def journey(source: str = EXAMPLE) -> str:
    """What becomes of each value of a program, from room to room."""
    tree = ast.parse(source)
    values: dict[ast.expr, Value] = {}

    def expr(flow: State, node: ast.expr, env: Any) -> Value:
        value: Value = ANSWERS["expr"](flow, node, env)
        if not flow.is_aside:
            values[node] = value
        return value

    on = Deciding(source, tree, None, answers={"expr": expr})
    lines = ["follow: what each expression may be"]
    for node, value in values.items():
        if not isinstance(node, ast.Constant) and (name := _name(value)):
            lines.append(f"  line {node.lineno}  {on.words(node):<52}{name}")
    lines += ["", "judge: what it is used for, by the table of sinks and shapes"]
    for use in on.findings.seen:
        if isinstance(use, Use) and use.sink.where.role is Role.SINK:
            what = f"{_name(use.value) or 'unknown'}: {use.sink}"
            lines.append(f"  line {use.node.lineno}  {on.words(use.node):<52}{what}")
    lines += ["", "decide: what to change, and why"]
    for change in decide_on(on).changes:
        text = source[change.start : change.end]
        lines.append(f"  {change.fixer} of {text}")
        lines += (f"      {step}" for step in change.chain)
    return "```text\n" + "\n".join(lines) + "\n```"


def fill_in(text: str) -> str:
    """A guide with its marked places filled."""
    for mark, made in (("flow rooms", rooms), ("journey", journey)):
        if f"<!-- {mark} -->" in text:
            text = text.replace(f"<!-- {mark} -->", made())
    return text


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in what a guide leaves to the build."""
    return fill_in(markdown)


def _name(value: Value) -> str:
    """A value in short; "" where nothing is known of it."""
    names = []
    for atom in value:
        if isinstance(atom, Str):
            names.append(str(atom.kind))
        elif isinstance(atom, (Instance, Library)):
            names.append(atom.name)
    return " or ".join(names)
