"""What `porting trace --calls` keeps of a run under 2.7, and what it leaves out and says."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from porting.replay.calls import Calls, Function
from tests.replay.conftest import Traced, porting

VALUES = """\
# -*- coding: utf-8 -*-
class Old:
    def __init__(self, name):
        self.name = name
class New(object):
    __slots__ = ('left', 'right')
    def __init__(self, left, right):
        self.left, self.right = left, right
class Names(dict):
    pass
def same(value):
    return value
def fill(items):
    items.append(len(items))
    print 'filled'
def fail(text):
    raise ValueError('no ' + text)
def each(items):
    for item in items:
        yield item * 2
"""


def function(calls: Calls, name: str) -> Function:
    return next(each for each in calls.functions if each.name == name)


def arguments(calls: Calls, name: str) -> list[Any]:
    return [call.arguments[0] for call in function(calls, name).calls]


def test_values_keep_their_types(traced: Traced) -> None:
    calls = traced(
        VALUES,
        "for value in ('a', u'\\xe9', '\\xff', 1, 2L, 1.5, None, True, (1,), [u'a'], {'k': 1},\n"
        "              set([1]), Old('x'), New(1, 2L), Names(a=1), len, Old):\n"
        "    same(value)\n",
    )
    assert arguments(calls, "same") == [
        {"str": "a"},
        {"unicode": "é"},
        {"str": "ÿ"},
        1,
        {"long": "2"},
        {"float": "1.5"},
        None,
        True,
        {"id": 1, "tuple": [1]},
        {"id": 1, "list": [{"unicode": "a"}]},
        {"dict": [[{"str": "k"}, 1]], "id": 1},
        {"id": 1, "set": [1]},
        {"attributes": {"name": {"str": "x"}}, "id": 1, "instance": "shop:Old"},
        {"attributes": {"left": 1, "right": {"long": "2"}}, "id": 1, "instance": "shop:New"},
        {
            "attributes": {},
            "content": {"dict": [[{"str": "a"}, 1]]},
            "id": 1,
            "instance": "shop:Names",
        },
        {"function": "__builtin__:len"},
        {"class": "shop:Old"},
    ]


def test_arguments_after_the_call_output_and_exceptions(traced: Traced) -> None:
    calls = traced(
        VALUES,
        "fill([])\nlist(each(['a', 'b']))\ntry:\n    fail('x')\nexcept ValueError:\n    pass\n",
    )
    fill, fail, each = (function(calls, name).calls[0] for name in ("fill", "fail", "each"))
    assert fill.outcome == {
        "after": {"0": {"id": 1, "list": [0]}},
        "printed": "filled\n",
        "result": None,
    }
    assert fail.outcome["is_own"]
    assert fail.outcome["raised"]["instance"] == "exceptions:ValueError"
    assert fail.outcome["raised"]["arguments"] == [{"str": "no x"}]
    assert each.outcome["result"]["items"] == [{"str": "aa"}, {"str": "bb"}]


def test_calls_are_chosen_by_kinds_and_lines_not_by_order(traced: Traced) -> None:
    module = (
        "def size(value):\n    if value == 77:\n        return 'seventy-seven'\n    return value\n"
    )
    calls = traced(module, "for number in range(1, 500):\n    size(number)\nsize(u'x')\n")
    kept = arguments(calls, "size")
    assert {"unicode": "x"} in kept
    assert 256 in kept
    assert len(kept) < 41
    # Past the calls that are looked at because of their number, a new line is not seen.
    assert function(calls, "size").count == 500


def test_a_line_reached_late_is_kept(traced: Traced) -> None:
    module = "def size(value):\n    if value == 30:\n        return 'thirty'\n    return value\n"
    calls = traced(module, "for number in range(1, 50):\n    size(number)\n")
    assert 30 in arguments(calls, "size")


def test_what_cannot_be_kept_is_named(traced: Traced) -> None:
    module = (
        "import time, socket\n"
        "def now(add):\n    return time.time() + add\n"
        "def use(channel):\n    return channel.fileno()\n"
        "def ignore(channel, number):\n    return number\n"
        "def outer():\n    def inner():\n        return 1\n    return inner()\n"
        "def apply_to(function, value):\n    return function(value)\n"
    )
    calls = traced(
        module,
        "import socket\nnow(1)\ns = socket.socket()\nuse(s)\nignore(s, 3)\nouter()\n"
        "apply_to(lambda value: value, 1)\n",
    )
    reasons = {each.name: list(each.dropped) for each in calls.functions}
    assert reasons == {
        "now": ["it does otherwise each time"],
        "use": ["it needs a value that was not kept: a socket._socketobject"],
        "ignore": [],
        "outer": [],
        "outer.<locals>.inner": ["it is defined within another function"],
        "<lambda>": ["it is a lambda that no name leads to"],
        "apply_to": ["it needs a value that was not kept: a function that no name leads to"],
    }
    assert [call.outcome["result"] for call in function(calls, "ignore").calls] == [3]


def test_a_replay_changes_nothing_outside(traced: Traced, tmp_path: Path) -> None:
    module = (
        "import os\n"
        "def note(path):\n    with open(path, 'a') as stream:\n        stream.write('x')\n"
        "def start():\n    os.system('echo x >> started')\n"
    )
    calls = traced(module, f"note({str(tmp_path / 'noted')!r})\nstart()\n")
    assert (tmp_path / "noted").read_text() == "x"
    assert (tmp_path / "started").read_text() == "x\n"
    assert list(function(calls, "note").dropped) == [f"it writes to {tmp_path / 'noted'}"]
    assert list(function(calls, "start").dropped) == ["it starts or ends another process"]


def test_secrets_are_taken_out_wherever_they_are(traced: Traced, tmp_path: Path) -> None:
    module = (
        "class Login(object):\n"
        "    def __init__(self, user, password):\n"
        "        self.user, self.secret_word = user, password\n"
        "def greet(login, text):\n    return text + login.secret_word\n"
        "def length(apiKey, key):\n    return len(apiKey)\n"
    )
    calls = traced(
        module,
        "login = Login('ann', 'swordfish')\ngreet(login, 'my swordfish is ')\n"
        "length('0123456789', 'name')\nlength('x', 'AKIA0123456789ABCDEF')\n",
    )
    text = (tmp_path / "calls.json").read_text()
    for secret in ("swordfish", "0123456789", "AKIA"):
        assert secret not in text
    assert calls.masked == ("apiKey", "key", "password", "secret_word")
    assert function(calls, "length").calls[0].arguments[1] == {"str": "name"}
    greeted = function(calls, "greet").calls[0]
    assert greeted.outcome["result"] == {"str": "my masked-1 is masked-1"}
    assert stat.S_IMODE((tmp_path / "calls.json").stat().st_mode) == 0o600


def test_a_deep_recursion_goes_on_as_without_us(traced: Traced) -> None:
    module = "def down(count):\n    return count and down(count - 1)\n"
    calls = traced(module, "assert down(970) == 0\n")
    assert function(calls, "down").count == 971


def test_names_to_mask_and_to_keep(traced: Traced, tmp_path: Path) -> None:
    module = "def both(token, city):\n    return token + city\n"
    calls = traced(module, "both('word', 'Oslo')\n", "--keep", "token", "--mask", "city")
    assert function(calls, "both").calls[0].arguments == ({"str": "word"}, {"str": "masked-1"})


def test_the_output_is_no_source_file(tmp_path: Path, python27: str) -> None:
    (tmp_path / "shop.py").write_text("def f():\n    pass\nf()\n")
    run = porting(tmp_path, "trace", "--calls", "-o", "shop.py", "shop.py")
    assert run.returncode == 3
    assert (tmp_path / "shop.py").read_text() == "def f():\n    pass\nf()\n"
