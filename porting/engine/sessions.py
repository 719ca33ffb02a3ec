"""Ports the interactive sessions in docstrings and text files: what is typed and what is shown."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from porting.engine.document import read_document
from porting.errors import FixerBug, SourceError

PROMPT, CONTINUED = ">>> ", "..."
_MARK = "__session_{}__"
_MARKED = re.compile(r"^__session_(\d+)__[ \t]*\r?\n", re.MULTILINE)
_LITERAL = re.compile(r"([A-Za-z]*)(\"\"\"|''')(.*)\2\Z", re.DOTALL)
# Escapes of a character that means the same in a literal within the example.
_CHARACTER = re.compile(r"\\(?:x[89a-fA-F][0-9a-fA-F]|u[0-9a-fA-F]{4})")
_IN_PAIRS = re.compile(r"(?:[^\\]|\\\\)*\Z", re.DOTALL)

# What Python 3 shows in another way.
_TYPES = {"unicode": "str", "long": "int", "file": "_io.TextIOWrapper", "xrange": "range"}
_TYPE = re.compile(r"<type '(?:exceptions\.)?([\w.]+)'>")
_TEXT = re.compile(r"(?<![\w'\"])[uU](?='(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")")
_LONG = re.compile(r"(?<![\w.'\"])(\d+|0[xX][0-9a-fA-F]+)L\b(?!['\"])")
_SET = re.compile(r"\b(set|frozenset)\(\[([^\[\]]*)\]\)")
_INSTANCE = re.compile(r"<([\w.]+) instance at ")
_DURATION = re.compile(r"\bdatetime\.timedelta\((-?\d+)(?:, (-?\d+))?(?:, (-?\d+))?\)")
_ERROR = re.compile(r"\b([A-Z]\w*(?:Error|Exception))\(('[^'\\]*'|\"[^\"\\]*\"|-?\d+),\)")
# Calls whose value Python 3 shows, where Python 2 gave None.
_COUNTED = re.compile(r"(?P<to>[A-Za-z_][\w.]*)\.(?:write|seek|truncate)\(")
_STREAMS = ("sys.stdout", "sys.stderr")
_TRACEBACK = re.compile(r"[ \t]*Traceback \((?:most recent call last|innermost last)\):")
_RAISED = re.compile(r"([ \t]*)([A-Za-z_]\w*)((?::.*)?\r?\n?)\Z", re.DOTALL)
_NO_ATTRIBUTE = re.compile(r"\b(AttributeError: )(\w+) instance (?=has no attribute )")
_NO_MODULE = re.compile(r"\bImportError: No module named (\w+)(?=\s*\Z)")
_OF_TYPE = re.compile(r"(?<=')(?:unicode|long)(?=')")


@dataclass(frozen=True)
class _Example:
    """Lines that are typed at a prompt and those shown below them, all with `indent`."""

    indent: str
    typed: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def code(self) -> str:
        """What stands behind the prompts."""
        skip = len(self.indent) + len(PROMPT)
        lines = (line.rstrip("\r\n")[skip:] for line in self.typed)
        return "".join(f"{line}\n" for line in lines)


def has_sessions(text: str) -> bool:
    """Whether a text has a line that begins with a prompt."""
    return PROMPT in text and re.search(r"^[ \t]*>>> ", text, re.MULTILINE) is not None


def port_sessions(
    text: str, port: Callable[[str], str], exceptions: Mapping[str, str] | None = None
) -> str:
    """Port the sessions of a text that is no program.

    Args:
        text: any text; what is neither typed nor shown in a session stays.
        port: ports a program; raises `SourceError` where it cannot be read.
        exceptions: the full names of exceptions, by their last name.
    """
    pieces = _split(text)
    examples = [piece for piece in pieces if isinstance(piece, _Example)]
    ported = dict(zip(map(id, examples), _port_all(examples, port)))
    newline = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        codes = ported[id(piece)]
        codes[-1] = _unshown(codes[-1], bool(piece.shown))
        if codes == [piece.code]:
            parts += piece.typed
        else:
            for code in codes:
                parts.append(_prompted(code, piece.indent, newline))
            if not piece.shown and not piece.typed[-1].endswith("\n"):
                parts[-1] = parts[-1].removesuffix(newline)
        parts.append(_shown("".join(piece.shown), exceptions or {}))
    return "".join(parts)


def port_docstrings(
    text: str, port: Callable[[str], str], exceptions: Mapping[str, str] | None = None
) -> str:
    """Port the sessions in the literals of a Python 3 program; others as in `port_sessions`."""
    if not has_sessions(text):
        return text
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    parts: list[str] = []
    position = 0
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text, newline="").readline))
    except (tokenize.TokenError, SyntaxError):
        return text
    for token in tokens:
        if token.type != tokenize.STRING or PROMPT not in token.string:
            continue
        start = starts[token.start[0] - 1] + token.start[1]
        end = starts[token.end[0] - 1] + token.end[1]
        if text[start:end] == token.string:
            parts += (text[position:start], _port_literal(token.string, port, exceptions))
            position = end
    return "".join([*parts, text[position:]])


def _port_literal(
    literal: str, port: Callable[[str], str], exceptions: Mapping[str, str] | None
) -> str:
    found = _LITERAL.match(literal)
    if not found or "b" in found[1].lower() or "f" in found[1].lower():
        return literal
    prefix, quotes, body = found.groups()
    is_raw = "r" in prefix.lower()
    if not is_raw and not _IN_PAIRS.match(body):
        body_ported = _port_around_escapes(body, port, exceptions)
    elif is_raw:
        body_ported = port_sessions(body, port, exceptions)
    else:
        plain = port_sessions(body.replace("\\\\", "\\"), port, exceptions)
        body_ported = plain.replace("\\", "\\\\")
    if quotes in body_ported or body_ported.endswith(quotes[0]) or body_ported == body:
        return literal
    return f"{prefix}{quotes}{body_ported}{quotes}"


def _port_around_escapes(
    body: str, port: Callable[[str], str], exceptions: Mapping[str, str] | None
) -> str:
    """Port all examples but those with an escape that is more than one character of text."""
    parts: list[str] = []
    plain: list[str] = []
    for piece in _split(body):
        text = piece if isinstance(piece, str) else "".join((*piece.typed, *piece.shown))
        if isinstance(piece, str) or "\\" not in _CHARACTER.sub("", text):
            plain.append(text)
            continue
        parts += (port_sessions("".join(plain), port, exceptions), text)
        plain = []
    return "".join((*parts, port_sessions("".join(plain), port, exceptions)))


def _split(text: str) -> list[str | _Example]:
    """The examples of a text, with what they show, and the lines between them."""
    pieces: list[str | _Example] = []
    lines = text.splitlines(keepends=True)
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.lstrip(" \t").startswith(PROMPT):
            pieces.append(line)
            index += 1
            continue
        indent = line[: line.index(PROMPT)]
        end = index + 1
        while end < len(lines) and _continues(lines[end], indent):
            end += 1
        typed = tuple(lines[index:end])
        index = end
        while end < len(lines) and lines[end].strip() and not _is_prompt(lines[end]):
            end += 1
        pieces.append(_Example(indent, typed, tuple(lines[index:end])))
        index = end
    return pieces


def _continues(line: str, indent: str) -> bool:
    bare = line.rstrip("\r\n")
    return bare.startswith(f"{indent}{CONTINUED} ") or bare == indent + CONTINUED


def _is_prompt(line: str) -> bool:
    return line.lstrip(" \t").startswith((PROMPT, PROMPT.strip() + "\n"))


def _port_all(examples: list[_Example], port: Callable[[str], str]) -> list[list[str]]:
    """What to type for each example: its code, and before that what it needs in addition."""
    marked = "".join(
        f"{_MARK.format(number)}\n{example.code}" for number, example in enumerate(examples)
    )
    try:
        before, *rest = _MARKED.split(port(marked))
    except (SourceError, FixerBug):
        if len(examples) == 1:
            return [[examples[0].code]]
        # One that is no Python must not keep the others from being ported.
        half = len(examples) // 2
        return _port_all(examples[:half], port) + _port_all(examples[half:], port)
    if rest[::2] != [str(number) for number in range(len(examples))]:
        return [[example.code] for example in examples]
    codes = [_statements(example.code, code) for example, code in zip(examples, rest[1::2])]
    if before.strip() and codes:
        codes[0][:0] = [code.rstrip("\r\n") + "\n" for code in _top_level(before)]
    return codes


def _statements(before: str, after: str) -> list[str]:
    """The ported code of an example, one statement for each prompt."""
    # A block ends with empty lines: as many as it had.
    after = after.rstrip("\n") + "\n" * (len(before) - len(before.rstrip("\n")))
    if after.strip() == before.strip():
        return [before]
    old, new = _top_level(before), _top_level(after)
    added = len(new) - len(old)
    if added <= 0:
        return [after] if after.strip() else [before]
    is_import = [code.lstrip().startswith(("import ", "from ")) for code in new]
    lead = next((n for n, is_one in enumerate(is_import) if not is_one), len(new))
    if added <= lead:
        return [*new[:added], "".join(new[added:])]
    tail = new[len(new) - added :]
    if all(is_import[len(new) - added :]):
        return ["".join(new[: len(new) - added]), *tail]
    return [before]


def _top_level(code: str) -> list[str]:
    """The statements of a program with all that is in them."""
    try:
        document = read_document(code)
    except SourceError:
        return [code]
    parts: list[str] = []
    for statement in document.statements:
        whole = statement.gap + statement.text
        is_clause = statement.first_word in ("elif", "else", "except", "finally")
        if statement.depth or (is_clause and parts):
            parts[-1] += whole
        else:
            parts.append(whole)
    return [part.lstrip("\r\n") for part in parts]


def _prompted(code: str, indent: str, newline: str) -> str:
    first, *rest = code.removesuffix("\n").split("\n")
    lines = [PROMPT + first, *(f"{CONTINUED} {line}" if line else CONTINUED for line in rest)]
    return "".join(indent + line + newline for line in lines)


def _unshown(code: str, shows: bool) -> str:
    """A call that gives a number in Python 3, and gave none, with a name for the number."""
    found = _COUNTED.match(code)
    if not found or (shows and found["to"] not in _STREAMS):
        return code
    try:
        (statement,) = ast.parse(code).body
    except (SyntaxError, ValueError):
        return code
    is_call = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    return f"_ = {code}" if is_call else code


def _shown(text: str, exceptions: Mapping[str, str]) -> str:
    """What Python 3 shows in the place of what Python 2 showed."""
    if not text:
        return text
    if _TRACEBACK.match(text):
        return _traceback(text, exceptions)
    text = _classes(text)
    text = _TEXT.sub("", text)
    text = _LONG.sub(r"\1", text)
    text = _SET.sub(_set_shown, text)
    text = _DURATION.sub(_duration_shown, text)
    text = _ERROR.sub(r"\1(\2)", text)
    return _INSTANCE.sub(r"<\1 object at ", text)


def _classes(text: str) -> str:
    return _TYPE.sub(lambda found: f"<class '{_TYPES.get(found[1], found[1])}'>", text)


def _duration_shown(found: re.Match[str]) -> str:
    names = ("days", "seconds", "microseconds")
    parts = [f"{name}={part}" for name, part in zip(names, found.groups()) if int(part or 0)]
    return f"datetime.timedelta({', '.join(parts) or 0})"


def _set_shown(found: re.Match[str]) -> str:
    name, items = found.groups()
    if not items.strip():
        return f"{name}()"
    return f"{{{items}}}" if name == "set" else f"frozenset({{{items}}})"


def _traceback(text: str, exceptions: Mapping[str, str]) -> str:
    """A traceback with what was raised as Python 3 shows it, under its full name."""
    lines = _classes(text).splitlines(keepends=True)
    indent = len(lines[0]) - len(lines[0].lstrip())
    for index, line in enumerate(lines[1:], 1):
        found = _RAISED.match(line)
        if found and len(found[1]) == indent:
            name = exceptions.get(found[2], found[2])
            lines[index] = found[1] + _raised(name + found[3])
            break
    return "".join(lines)


def _raised(line: str) -> str:
    """What was raised, with its message."""
    line = _LONG.sub(r"\1", _TEXT.sub("", line))
    line = _NO_ATTRIBUTE.sub(r"\1'\2' object ", line)
    line = _NO_MODULE.sub(r"ModuleNotFoundError: No module named '\1'", line)
    if line.startswith(("TypeError:", "AttributeError:")):
        line = _OF_TYPE.sub(lambda found: _TYPES[found[0]], line)
    return line
