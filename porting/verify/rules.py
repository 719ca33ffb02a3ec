"""Known harmless differences between what Python 2.7 and Python 3 show of the same program.

Each is a rule with a name. A rule rewrites a pair of lines, the original's and the port's, towards
each other; two lines are the same where some rules together make them equal. The names of those
rules are kept, so that a reader sees what was not counted, and each rule can be turned off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A harmless difference: `about` says in a sentence what it is.

    `rewrite` takes a line of the original and one of the port.
    """

    name: str
    about: str
    rewrite: Callable[[str, str], Pair]


def _by_pattern(*patterns: tuple[str, str], of: str = "both") -> Callable[[str, str], Pair]:
    """A rewrite that replaces patterns in the lines `of` "original", "port" or "both"."""
    compiled = [(re.compile(pattern), new) for pattern, new in patterns]

    def replaced(line: str) -> str:
        for pattern, new in compiled:
            line = pattern.sub(new, line)
        return line

    def rewrite(original: str, port: str) -> Pair:
        return (
            original if of == "port" else replaced(original),
            port if of == "original" else replaced(port),
        )

    return rewrite


# -- numbers ---------------------------------------------------------------------------------

_FLOAT = re.compile(r"(?<![\w.])-?(?:\d+\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)(?![\w.]*\w)")


def _str27(value: float) -> str:
    """What ``str`` of Python 2.7 gives for a float.

    Source: Python 2.7.18, Python/pystrtod.c, format_float_short: a number whose 12 digits leave no
    room for the ``.0`` gets an exponent.
    """
    text = format(value, ".12g")
    if re.search(r"[.en]", text):
        return text
    if len(text.lstrip("-")) < 12:
        return f"{text}.0"
    digits, exponent = format(value, ".11e").split("e")
    return f"{digits.rstrip('0').rstrip('.')}e{exponent}"


def _with_12_digits(original: str, port: str) -> Pair:
    wanted = _FLOAT.findall(original)
    if len(wanted) != len(_FLOAT.findall(port)):
        return original, port
    numbers = iter(wanted)

    def shortened(match: re.Match[str]) -> str:
        number = next(numbers)
        return number if _str27(float(match[0])) == number else match[0]

    return original, _FLOAT.sub(shortened, port)


# -- strings ---------------------------------------------------------------------------------

_QUOTED = re.compile(
    r"(?P<prefix>\b[uU])?(?P<quote>['\"])(?P<text>(?:\\.|(?!(?P=quote))[^\\])*?)(?P=quote)"
)
_ESCAPED_BYTES = re.compile(r"(?:\\x[89a-f][0-9a-f])+")
_ESCAPED_CHARACTER = re.compile(r"\\x[89a-f][0-9a-f]|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}")


def _with_readable_text(original: str, port: str) -> Pair:
    def readable(match: re.Match[str]) -> str:
        pattern, letter = (
            (_ESCAPED_CHARACTER, _character) if match["prefix"] else (_ESCAPED_BYTES, _from_utf8)
        )
        text = pattern.sub(letter, match["text"])
        return (match["prefix"] or "") + match["quote"] + text + match["quote"]

    return _QUOTED.sub(readable, original), port


def _character(match: re.Match[str]) -> str:
    letter = chr(int(match[0][2:], 16))
    return letter if letter.isprintable() else match[0]


def _from_utf8(match: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(match[0].replace("\\x", "")).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return text if text.isprintable() else match[0]


# -- containers ------------------------------------------------------------------------------

_CLOSING = {"{": "}", "[": "]", "(": ")"}


def _with_sorted_items(original: str, port: str) -> Pair:
    return _sorted_items(original), _sorted_items(port)


def _sorted_items(text: str) -> str:
    """The text with what stands in braces in one order, whatever order it came in."""
    pieces = []
    position = 0
    while (start := text.find("{", position)) >= 0:
        end = _end_of(text, start)
        if end is None:
            break
        items = [_sorted_items(item.strip()) for item in _items(text[start + 1 : end])]
        pieces.append(text[position:start] + "{" + ", ".join(sorted(items)) + "}")
        position = end + 1
    return "".join(pieces) + text[position:]


def _end_of(text: str, start: int) -> int | None:
    """Where the bracket that opens at `start` is closed; None where it is not."""
    open_brackets = []
    for position, character in _unquoted(text, start):
        if character in _CLOSING:
            open_brackets.append(_CLOSING[character])
        elif character in _CLOSING.values():
            if not open_brackets or open_brackets.pop() != character:
                return None
            if not open_brackets:
                return position
    return None


def _items(text: str) -> list[str]:
    """What the commas divide, those in brackets and quotes aside."""
    items, start, depth = [], 0, 0
    for position, character in _unquoted(text, 0):
        if character in _CLOSING:
            depth += 1
        elif character in _CLOSING.values():
            depth -= 1
        elif character == "," and not depth:
            items.append(text[start:position])
            start = position + 1
    return [*items, text[start:]]


def _unquoted(text: str, start: int) -> Iterator[tuple[int, str]]:
    quote = ""
    is_escaped = False
    for position in range(start, len(text)):
        character = text[position]
        if quote:
            if is_escaped:
                is_escaped = False
            elif character == "\\":
                is_escaped = True
            elif character == quote:
                quote = ""
        elif character in "'\"" and not text[position - 1 : position].isalnum():
            quote = character
        else:
            yield position, character


def _with_set_displays(original: str, port: str) -> Pair:
    return _set_displays(original), port


def _set_displays(text: str) -> str:
    """``set([1, 2])`` as Python 3 shows it: ``{1, 2}``."""
    for start in reversed([match.end() - 1 for match in re.finditer(r"\b(?:frozen)?set\(", text)]):
        end = _end_of(text, start)
        if end is None or text[start + 1 : start + 2] != "[" or text[end - 1] != "]":
            continue
        inside = text[start + 2 : end - 1]
        is_frozen = text[:start].endswith("frozenset")
        name_start = start - len("frozenset" if is_frozen else "set")
        if is_frozen:
            shown = f"frozenset({{{inside}}})" if inside else "frozenset()"
        else:
            shown = f"{{{inside}}}" if inside else "set()"
        text = text[:name_start] + shown + text[end + 1 :]
    return text


# -- exceptions ------------------------------------------------------------------------------

_OS_ERRORS = (
    "IOError EnvironmentError WindowsError BlockingIOError ChildProcessError FileExistsError"
    " FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError"
    " ProcessLookupError TimeoutError ConnectionError BrokenPipeError ConnectionAbortedError"
    " ConnectionRefusedError ConnectionResetError"
).split()

_exception_names = _by_pattern(
    (r"\bexceptions\.(?=[A-Z])", ""),
    (rf"\b(?:{'|'.join(_OS_ERRORS)})\b", "OSError"),
    (
        r"(?:\b(?:socket|select|os|shutil)\.(?:error|Error)\b|(?<![\w.])error(?=: \[Errno))",
        "OSError",
    ),
    (r"\bModuleNotFoundError\b", "ImportError"),
    (r"\bRecursionError\b", "RuntimeError"),
    (r"\bStandardError\b", "Exception"),
    (r"\b([A-Z]\w*(?:Error|Exception|Exit|Interrupt|Iteration)\([^()]*),\)", r"\1)"),
)

# Each of the two wordings becomes the same third one.
_exception_messages = _by_pattern(
    (
        r"(?:integer |long )?division or modulo by zero|integer modulo by zero"
        r"|float division(?: by zero)?",
        "division by zero",
    ),
    (r"\bglobal name '", "name '"),
    (
        r"cannot concatenate '(\w+)' and '(\w+)' objects",
        r'can only concatenate \1 (not "\2") to \1',
    ),
    (
        r"\b(?:\w+\.)*(\w+)\(\) (?:takes (?:exactly|at least|at most|no) .*?arguments?"
        r"(?: \(\d+ given\))?|takes .*? but .*? (?:was|were) given"
        r"|missing \d+ required .*?arguments?: .*)$",
        r"\1() was given too many or too few arguments",
    ),
    (
        r"need more than \d+ values? to unpack|not enough values to unpack \(.*?\)",
        "not enough values to unpack",
    ),
    (r"too many values to unpack \(.*?\)", "too many values to unpack"),
    (r"'(\w+)' object is not iterable|cannot unpack non-iterable (\w+) object", "not iterable"),
    (r"'?\b(\w+)'? (?:instance|object) has no attribute '", r"'\1' object has no attribute '"),
    (r"'(\w+)' object has no attribute '__getitem__'", r"'\1' object is not subscriptable"),
    (
        r"No JSON object could be decoded|Expecting value: line \d+ column \d+ \(char \d+\)",
        "no JSON",
    ),
    (r"invalid literal for long\(\)", "invalid literal for int()"),
    (
        r"(?:could not convert string to float:|invalid literal for float\(\):) '?(.*?)'?$",
        r"could not convert string to float: \1",
    ),
    (r"(\w+) indices must be integers(?: or slices)?, not '?(\w+)'?", r"\1 indices: not \2"),
    (r"No module named '?([\w.]+)'?(?:; .* is not a package)?", r"No module named \1"),
    (r"maximum recursion depth exceeded\b.*", "maximum recursion depth exceeded"),
    (
        r"local variable '(\w+)' referenced before assignment"
        r"|cannot access local variable '(\w+)' where it is not associated with a value",
        r"local variable \1\2 is not bound",
    ),
    (r"\. Did you mean: .*\?$", ""),
    (r"error: (?:too few arguments|the following arguments are required: .*)", "error: arguments"),
    (r"^optional arguments:$", "options:"),
)

# -- the rules -------------------------------------------------------------------------------

RULES = (
    Rule(
        "float-digits",
        "str() of a float has 12 digits in Python 2, and as many as it takes in Python 3",
        _with_12_digits,
    ),
    Rule(
        "escaped-text",
        "repr() of text beyond ASCII has escapes in Python 2, and the letters in Python 3",
        _with_readable_text,
    ),
    Rule(
        "unicode-prefix",
        "repr() of text has a prefix u in Python 2",
        _by_pattern((r"(?<![\w\\])[uU](?=['\"])", "")),
    ),
    Rule(
        "long-suffix",
        "repr() of a long ends in L in Python 2",
        _by_pattern((r"(?<![\w.])(\d+|0x[0-9a-fA-F]+)L\b", r"\1"), of="original"),
    ),
    Rule(
        "json-indent",
        "json.dumps() with an indent leaves a blank at the end of lines in Python 2",
        _by_pattern((r", $", ","), of="original"),
    ),
    Rule(
        "type-names",
        "types are shown as <type 'int'> in Python 2, and as <class 'int'> in Python 3",
        _by_pattern(
            (r"<type '([\w.]+)'>", r"<class '\1'>"),
            (r"<class '(?:exceptions|__builtin__)\.(\w+)'>", r"<class '\1'>"),
            (r"<class '(?:unicode|basestring)'>", "<class 'str'>"),
            (r"<class 'long'>", "<class 'int'>"),
            (r"<class ([\w.]+) at 0x[0-9a-f]+>", r"<class '\1'>"),
            (r"<([\w.]+) instance at 0x", r"<\1 object at 0x"),
        ),
    ),
    Rule(
        "addresses",
        "where an object lies in memory differs from run to run",
        _by_pattern((r"\bat 0x[0-9a-fA-F]+", "at 0x...")),
    ),
    Rule(
        "set-display",
        "a set is shown as set([1, 2]) in Python 2, and as {1, 2} in Python 3",
        _with_set_displays,
    ),
    Rule(
        "dict-order",
        "a dict or set is shown in any order in Python 2",
        _with_sorted_items,
    ),
    Rule(
        "exception-names",
        "exceptions have other names or modules in Python 3, such as OSError for IOError",
        _exception_names,
    ),
    Rule(
        "exception-messages",
        "Python words the messages of its own exceptions in another way",
        _exception_messages,
    ),
    Rule(
        "thread-names",
        "Python 3.10 and later add its function to a thread's name, as in `Thread-1 (loop)`",
        _by_pattern((r"\b(Thread-\d+) \(\w+\)", r"\1"), of="port"),
    ),
    Rule(
        "temporary-names",
        "names of temporary files are made by chance",
        _by_pattern((r"<folder>/tmp/[^\s'\"/:,]+", "<folder>/tmp/...")),
    ),
)

# These are not about lines: see compare.py.
REQUEST_HEADERS = Rule(
    "request-headers",
    "the order and case of headers, and the Python that User-Agent names, mean nothing",
    _by_pattern((r"(?i)^(user-agent: python-[a-z]+)/[\d.]+$", r"\1")),
)
SQLITE_FILE = Rule(
    "sqlite-file",
    "the bytes of a database depend on the version of SQLite; its tables and rows are compared",
    lambda original, port: (original, port),
)

ALL_RULES = {rule.name: rule for rule in (*RULES, REQUEST_HEADERS, SQLITE_FILE)}


@dataclass(frozen=True)
class RuleSet:
    """The rules of one comparison: all but those that are `off`."""

    off: frozenset[str] = frozenset()

    @property
    def lines(self) -> tuple[Rule, ...]:
        """The rules for lines of text, in the order in which they apply."""
        return tuple(rule for rule in RULES if rule.name not in self.off)

    def has(self, rule: Rule) -> bool:
        return rule.name not in self.off

    def explain(self, original: str, port: str) -> tuple[str, ...] | None:
        """The names of the rules that make two lines the same, few as may be.

        Empty where they are equal without, None where no rules make them so.
        """
        if original == port:
            return ()
        fired = []
        wanted, got = original, port
        for rule in self.lines:
            before = wanted, got
            wanted, got = rule.rewrite(wanted, got)
            if (wanted, got) != before:
                fired.append(rule)
        if wanted != got:
            return None
        for rule in tuple(fired):
            fewer = [each for each in fired if each is not rule]
            if _are_equal_after(original, port, fewer):
                fired = fewer
        return tuple(rule.name for rule in fired)

    def is_same(self, original: str, port: str) -> bool:
        return self.explain(original, port) is not None

    def canonical(self, line: str) -> str:
        """The line as the rules leave it: equal for two lines of originals that are the same."""
        for rule in self.lines:
            line = rule.rewrite(line, line)[0]
        return line


def _are_equal_after(original: str, port: str, rules: Iterable[Rule]) -> bool:
    for rule in rules:
        original, port = rule.rewrite(original, port)
    return original == port
