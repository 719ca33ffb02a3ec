"""`porting verify` on programs of one's own: the verdict is right, and nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.verify.run import find_python27

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def _python27(monkeypatch: pytest.MonkeyPatch) -> None:
    if find_python27() is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Puts texts into files of a folder, by name, and gives the folder."""

    def write(**texts: str) -> Path:
        folder = tmp_path / "program"
        for name, text in texts.items():
            path = folder / name.replace("__", "/").replace("_txt", ".txt").replace("_py", ".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return folder

    return write


def verify(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["verify", *map(str, arguments)], catch_exceptions=False)


def proofs_of(*arguments: object) -> list[dict[str, Any]]:
    result = verify("--format", "json", *arguments)
    proofs: list[dict[str, Any]] = json.loads(result.stdout)
    return proofs


def proof_of(*arguments: object) -> dict[str, Any]:
    (proof,) = proofs_of(*arguments)
    return proof


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of ours, and of the processes that we start."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


SAME = {
    "prints what the two show in other ways": """
        import sys
        print 'hello', sys.argv[1:], u'\\xe9', [u'\\xe9'], type(1), 2L**70
        print set([1]), {'b': 1, 'a': 2}
    """,
    "prints floats": """
        print 0.1 + 0.2, 1.0 / 3, [0.1 + 0.2], 1e16, 100.0, repr(1.1 * 1.1)
    """,
    "draws random numbers": """
        import random
        random.seed('shop')
        print random.random(), random.randint(1, 100), random.choice('abc')
        print random.sample(range(100), 5), random.Random(42).randrange(10 ** 20)
        cards = range(10); random.shuffle(cards); print cards
    """,
    "differs from itself": """
        import datetime, os, time, uuid
        print 'process', os.getpid()
        print uuid.uuid4()
        print time.ctime(), datetime.datetime.now()
        for fruit in set(['apple', 'pear', 'plum', 'fig', 'kiwi']):
            print fruit
        print 'done'
    """,
    "writes files": """
        import os
        with open('out.txt', 'w') as stream:
            stream.write('hello\\n')
        os.chmod('out.txt', 0600)
        os.mkdir('folder')
        with open('folder/binary', 'wb') as stream:
            stream.write('\\x00\\xff')
        with open(os.path.expanduser('~/.shoprc'), 'w') as stream:
            stream.write('x = 1\\n')
    """,
    "fails": """
        print 'before'
        {}['nothing']
    """,
}


@pytest.mark.parametrize("what", SAME)
def test_a_port_that_does_the_same(write: Write, what: str) -> None:
    folder = write(shop_py=SAME[what])
    before = {path.name for path in folder.iterdir()}
    result = verify(folder / "shop.py", "--", "--all", "x")
    assert (result.exit_code, result.stderr) == (0, ""), result.stdout
    assert result.stdout.endswith("1 of 1 runs: the port does the same\n")
    assert {path.name for path in folder.iterdir()} == before, "the original's folder is untouched"


def test_what_differs_in_the_original_is_found_and_said(write: Write) -> None:
    proof = proof_of(write(shop_py=SAME["differs from itself"]) / "shop.py")
    assert proof["noise"] == [
        "output, lines 1 to 2 vary in parts",
        "output, lines 4 to 8 come in any order",
    ]


def test_what_does_not_differ_in_it_still_counts(write: Write) -> None:
    folder = write(shop_py=SAME["differs from itself"])
    ported = (
        write(
            port__shop_py="""
            import datetime, os, time, uuid
            print('process', os.getpid())
            print(uuid.uuid4())
            print(time.ctime(), datetime.datetime.now())
            for fruit in set(['apple', 'pear', 'plum', 'fig', 'melon']):
                print(fruit)
            print('done')
        """
        )
        / "port"
    )
    proof = proof_of("--ported", ported, folder / "shop.py")
    assert proof["outcome"] == "differs"
    assert proof["differences"][0]["port"] == "melon"


def test_a_rule_can_be_turned_off(write: Write) -> None:
    script = write(shop_py="print 0.1 + 0.2\n") / "shop.py"
    assert proof_of(script)["rules"] == ["float-digits"]
    proof = proof_of("--no-rule", "float-digits", script)
    (difference,) = proof["differences"]
    assert (difference["original"], difference["port"]) == ("0.3", "0.30000000000000004")
    assert verify("--no-rule", "floats", script).exit_code == 2


NAMES = """
    import sys
    for line in open('names.txt'):
        name = line.strip()
        print name, len(name)
"""


def test_only_other_data_shows_some_differences(write: Write) -> None:
    script = write(shop_py=NAMES, names_txt="anna\nbob\n") / "shop.py"
    outcomes = {proof["mutation"]: proof["outcome"] for proof in proofs_of("--mutate", script)}
    assert outcomes == {
        None: "same",
        "non-ascii": "differs",
        "invalid-utf8": "differs",
        "empty": "same",
        "truncated": "same",
    }


def test_a_difference_names_its_line_and_what_is_near(write: Write) -> None:
    script = write(shop_py=NAMES, names_txt="Łódź\n") / "shop.py"
    result = verify(script)
    assert result.exit_code == 1
    assert "    output: line 1 should be `Łódź 7` and is `Łódź 4`\n" in result.stdout
    assert "    at shop.py:5: print(name, len(name))\n    nearest: line 5, print: " in result.stdout


def test_both_failing_alike_is_said(write: Write) -> None:
    proof = proof_of(write(shop_py=SAME["fails"]) / "shop.py")
    assert proof["outcome"] == "same"
    assert proof["notes"] == ["both fail alike, with exit status 1: KeyError: 'nothing'"]


def test_a_port_that_hangs(write: Write) -> None:
    script = write(shop_py="print 'start'\n") / "shop.py"
    loop = "print('start')\ndef wait():\n    while True:\n        pass\nwait()\n"
    ported = write(port__shop_py=loop) / "port"
    proof = proof_of("--time-limit", 2, "--ported", ported, script)
    assert proof["differences"][0]["message"] == (
        "the port was stopped: it ran into the limit of time; the original ended by itself"
    )
    assert proof["at"]["line"] in (3, 4)


def test_both_hanging_is_the_same_as_far_as_it_goes(write: Write) -> None:
    script = write(shop_py="print 'start'\nwhile True:\n    pass\n") / "shop.py"
    proof = proof_of("--time-limit", 2, script)
    assert proof["outcome"] == "same"
    assert "both were stopped by the limit of time" in proof["set_aside"][0]


def test_output_without_end_is_stopped(write: Write) -> None:
    script = write(shop_py="while True:\n    print 'x' * 1000\n") / "shop.py"
    proof = proof_of(script)
    assert "both were stopped by the limit of output" in proof["set_aside"][0]


def test_a_port_that_hangs_earlier_than_its_original(write: Write) -> None:
    script = write(shop_py="print 'a'\nprint 'b'\nwhile True:\n    pass\n") / "shop.py"
    ported = write(port__shop_py="print('a')\nwhile True:\n    pass\n") / "port"
    (difference,) = proof_of("--time-limit", 2, "--ported", ported, script)["differences"]
    assert difference["message"] == "line 2 is missing: `b`"


def test_what_varies_before_both_hang(write: Write) -> None:
    code = "import os\nprint os.getpid()\nwhile True:\n    pass\n"
    assert proof_of("--time-limit", 2, write(shop_py=code) / "shop.py")["outcome"] == "same"


def test_memory_without_end_is_stopped(write: Write) -> None:
    folder = write(
        shop_py="kept = []\nwhile True:\n    kept.append('x' * 10000000)\n",
        proof_txt="",
    )
    (folder / "proof.toml").write_text('[[scenario]]\ncommand = "shop.py"\nmemory_mb = 100\n')
    proof = proof_of(folder / "proof.toml")
    assert "both were stopped by the limit of memory" in proof["set_aside"][0]


def test_nothing_is_left_of_a_program_that_leaves_children(write: Write, temporary: Path) -> None:
    script = write(
        shop_py="""
            import os, subprocess, sys
            code = 'import os, time; os.setsid(); time.sleep(1000)'
            child = subprocess.Popen([sys.executable, '-c', code], stdout=open(os.devnull, 'w'))
            print 'left'
        """
    )
    assert proof_of(script / "shop.py")["outcome"] == "same"
    assert (
        "os.setsid(); time.sleep(1000)"
        not in subprocess.run(["ps", "ax", "-o", "args"], capture_output=True, text=True).stdout
    )
    assert not list(temporary.iterdir())


def test_nothing_is_left_of_a_child_that_forgets_where_it_comes_from(write: Write) -> None:
    script = write(
        shop_py="""
            import os
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    for number in range(3):
                        os.close(number)
                    os.execve('/bin/sleep', ['sleep', '1234.5'], {})
                os._exit(0)
            os.wait()
        """
    )
    assert proof_of(script / "shop.py")["outcome"] == "same"
    running = subprocess.run(["ps", "ax", "-o", "args"], capture_output=True, text=True).stdout
    assert "sleep 1234.5" not in running


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_where_we_are_told_to_end(
    write: Write, temporary: Path, number: int
) -> None:
    script = write(shop_py="import time\nwhile True:\n    marker_of_this_test = 1\n") / "shop.py"
    code = "from porting.cli import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", code, "verify", str(script)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    until = time.monotonic() + 30
    while not list(temporary.glob("porting-run-*")) and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)
    running.send_signal(number)
    assert running.wait(20) == 128 + number
    assert not list(temporary.iterdir())


def test_under_several_pythons(write: Write) -> None:
    here = "{}.{}".format(*sys.version_info)
    script = write(shop_py="print 'x'\n") / "shop.py"
    proofs = proofs_of("--python", here, "--python", sys.executable, script)
    assert [proof["outcome"] for proof in proofs] == ["same", "same"]
    assert verify("--python", "3.99", script).exit_code == 3


def test_recorded_now_and_compared_later(write: Write, tmp_path: Path, monkeypatch: Any) -> None:
    folder = write(shop_py=SAME["differs from itself"])
    kept = tmp_path / "kept.json"
    result = verify("--save-transcript", kept, folder / "shop.py")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 scenario, as the original shows it under 2.7.18" in result.stdout
    for name in ("HOME", "PATH", "PYENV_ROOT"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("PYTHON27", raising=False)
    assert find_python27() is None
    proof = proof_of("--transcript", kept, folder / "shop.py")
    assert (proof["outcome"], proof["original"]) == ("same", "2.7.18")
    assert verify(folder / "shop.py").exit_code == 3
    shutil.copy(folder / "shop.py", folder / "other.py")
    assert verify("--transcript", kept, folder / "other.py").exit_code == 3


def test_a_transcript_that_is_none(write: Write, tmp_path: Path) -> None:
    script = write(shop_py="print 1\n") / "shop.py"
    other = tmp_path / "other.json"
    other.write_text("[]")
    result = verify("--transcript", other, script)
    assert result.exit_code == 3
    assert "other.json: holds no transcripts" in result.stderr


def test_a_script_that_cannot_be_ported(write: Write) -> None:
    result = verify(write(shop_py="print 'x\n") / "shop.py")
    assert result.exit_code == 3
    assert "shop.py:1:7" in result.stderr


def test_junit(write: Write) -> None:
    script = write(shop_py=NAMES, names_txt="Łódź\n") / "shop.py"
    result = verify("--format", "junit", script)
    root = ElementTree.fromstring(result.stdout)
    failure = root.find(".//testcase[@name='shop']/failure")
    assert failure is not None
    assert failure.get("message") == "output: line 1 should be `Łódź 7` and is `Łódź 4`"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1\n", "has no scenario"),
        ("[[scenario]]\nname = 'a'\n", "scenario 1: has no command"),
        ("[[scenario]]\ncommand = 'a.py'\ncolour = 1\n", "unknown key 'colour'; choose from name,"),
        ("[[scenario]]\ncommand = 'a.py'\nseed = 'x'\n", "seed must be a whole number"),
        ("[[scenario]]\ncommand = 'a.py'\ncassette = 'x.yaml'\n", "there is no file"),
        ("[[scenario]]\ncommand = 'a.py'\nignore = ['(']\n", "ignore: '(': "),
        ("[[scenario]]\ncommand = 'a.py'\nrules_off = ['x']\n", "unknown rule; choose from float-"),
        ("[[scenario]]\ncommand = 'a.py'\n" * 2, "two scenarios have the name 'a.py'"),
        ("[[scenario\n", "is not TOML"),
    ],
)
def test_scenarios_that_mean_nothing(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "proof.toml").write_text(text)
    result = verify(tmp_path / "proof.toml")
    assert result.exit_code in (2, 3)
    assert message in result.stderr


def test_a_folder_with_scenarios_in_its_settings(write: Write) -> None:
    folder = write(shop_py="import sys\nprint sys.argv[1:], raw_input()\n")
    (folder / "pyproject.toml").write_text(
        '[[tool.porting.scenario]]\nname = "one"\ncommand = ["shop.py", "a b"]\nstdin = "x\\n"\n'
        '[[tool.porting.scenario]]\nname = "two"\ncommand = "shop.py"\nstdin = "y\\n"\n'
    )
    proofs = proofs_of(folder)
    assert [(each["scenario"], each["outcome"]) for each in proofs] == [
        ("one", "same"),
        ("two", "same"),
    ]


def test_a_folder_without_any(write: Write) -> None:
    result = verify(write(shop_py="print 1\n", help_py="print 2\n"))
    assert result.exit_code == 2
    assert "[[tool.porting.scenario]]" in result.stderr


@pytest.mark.parametrize("target", ["", "tills", "tills/__main__.py"])
def test_a_package_that_can_be_run(write: Write, target: str) -> None:
    folder = write(tills__price_py="PRICE = 7 / 2\n")
    (folder / "tills/__init__.py").write_text("")
    (folder / "tills/__main__.py").write_text(
        "import sys, price\nprint price.PRICE, sys.argv[1:]\n"
    )
    proof = proof_of(folder / target, "--", "-x")
    assert (proof["scenario"], proof["outcome"]) == ("tills", "same")


def test_a_folder_with_one_script_and_its_data(write: Write) -> None:
    folder = write(shop_py="print open('names.txt').read(),\n", names_txt="a\n")
    assert proof_of(folder)["outcome"] == "same"
    ported = write(port__shop_py="print(open('names.txt').read(), end='')\n") / "port"
    assert proof_of("--ported", ported, folder / "shop.py")["outcome"] == "same"
    assert proof_of("--ported", ported / "shop.py", folder / "shop.py")["outcome"] == "same"


def test_what_is_written_beside_the_folder_counts(write: Write) -> None:
    script = write(shop_py="open('../out.txt', 'w').write('a')\n") / "shop.py"
    ported = write(port__shop_py="open('../out.txt', 'w').write('b')\n") / "port"
    (difference,) = proof_of("--ported", ported, script)["differences"]
    assert (difference["original"], difference["port"]) == ("a", "b")


@pytest.mark.parametrize("code", ["print('a', end='')\n", "print 'é'\n"])
def test_an_original_that_python_2_cannot_compile(write: Write, code: str) -> None:
    result = verify(write(shop_py=code) / "shop.py")
    assert result.exit_code == 3
    assert "shop.py:1: Python 2.7 cannot compile the original: SyntaxError: " in result.stdout


def test_an_input_is_never_written_over(write: Write, tmp_path: Path) -> None:
    script = write(shop_py="print raw_input()\n") / "shop.py"
    typed = tmp_path / "typed.txt"
    typed.write_text("hello\n")
    result = verify("--stdin", typed, "--save-transcript", typed, script)
    assert result.exit_code == 3
    assert typed.read_text() == "hello\n"


def test_arguments_of_both_kinds(write: Write) -> None:
    assert verify("--mutate", "candy").exit_code == 2
    assert "no file or folder 'sweets.py'" in verify("sweets.py").stderr
    folder = write(a_py="if __name__ == '__main__':\n    print 1\n")
    assert "no file or folder 'sweets'" in verify(folder, "sweets").stderr
    (folder / "b.py").write_text((folder / "a.py").read_text())
    assert "go with one script" in verify(folder, "--", "-x").stderr
