from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from porting.errors import CassetteError, PortingError
from porting.verify import run
from porting.verify.group import Limits
from porting.verify.program import find_program
from porting.verify.run import Interpreter, find_python27, play, run_original, run_port
from porting.verify.scenario import Scenario
from porting.verify.transcript import bytes_of

Write = Callable[[str], Path]

SWALLOWS_ERRORS_2 = """
    import urllib2
    try:
        urllib2.urlopen('http://amazon.com/dp/1')
    except Exception:
        print 'never mind'
"""
SWALLOWS_ERRORS_3 = """
    import urllib.request
    try:
        urllib.request.urlopen('http://amazon.com/dp/1')
    except BaseException:
        print('never mind')
"""


def test_a_port_cannot_hide_a_request_outside_the_cassette(
    write_script: Write, cassette_path: Path
) -> None:
    with pytest.raises(CassetteError, match=r"no answer to GET http://amazon\.com/dp/1\n"):
        run_port(write_script(SWALLOWS_ERRORS_3), cassette_path)


def test_an_original_cannot_either(python27: str, write_script: Write, cassette_path: Path) -> None:
    with pytest.raises(CassetteError, match=r"no answer to GET http://amazon\.com/dp/1\n"):
        run_original(write_script(SWALLOWS_ERRORS_2), cassette_path)


def test_without_a_cassette_every_request_is_outside(write_script: Write) -> None:
    with pytest.raises(CassetteError, match="nothing is recorded on it"):
        run_port(write_script(SWALLOWS_ERRORS_3))


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param("import urllib; print urllib.urlopen(url).getcode()", id="urllib"),
        pytest.param("import urllib2; print urllib2.urlopen(url).getcode()", id="urllib2"),
        pytest.param(
            "import httplib; c = httplib.HTTPConnection('amazon.com');"
            " c.request('GET', '/dp/0132269937'); print c.getresponse().status",
            id="httplib, which knows no proxy",
        ),
    ],
)
def test_all_http_of_an_original_goes_to_the_proxy(
    python27: str, write_script: Write, cassette_path: Path, ask: str
) -> None:
    shown = run_original(
        write_script(f"url = 'http://amazon.com/dp/0132269937'\n{ask}\n"), cassette_path
    )
    assert (shown.stderr, shown.stdout) == ("", "200\n")
    (asked,) = shown.requests
    assert (asked.method, asked.url) == ("GET", "http://amazon.com/dp/0132269937")
    assert ("Host", "amazon.com") in asked.headers


def test_https_of_an_original_is_asked_of_the_cassette_too(
    python27: str, write_script: Write, cassette_path: Path, tmp_path: Path
) -> None:
    text = cassette_path.read_text(encoding="utf-8").replace("http://", "https://")
    secure = tmp_path / "secure.yaml"
    secure.write_text(text, encoding="utf-8")
    script = write_script("""
        import urllib2
        print urllib2.urlopen('https://amazon.com/dp/0132269937').getcode()
    """)
    assert run_original(script, secure).stdout == "200\n"


def test_the_script_finds_the_modules_beside_it_and_its_arguments(
    write_script: Write, tmp_path: Path
) -> None:
    (tmp_path / "helper.py").write_text("word = 'helped'\n")
    script = write_script("import sys, helper; print(helper.word, sys.argv[1:])")
    assert run_port(script, arguments=["a", "-b"]).stdout == "helped ['a', '-b']\n"


def test_paths_of_this_machine_are_not_in_the_transcript(write_script: Write) -> None:
    script = write_script("import os, sys; print(sys.argv[0], os.getcwd())")
    assert run_port(script).stdout == "script.py <folder>\n"


def test_bytes_that_are_no_utf8_are_kept(write_script: Write) -> None:
    script = write_script("import sys; sys.stdout.buffer.write(b'caf\\xe9\\r\\n')")
    assert bytes_of(run_port(script).stdout) == b"caf\xe9\r\n"


def test_a_script_that_leaves_at_once_is_reported_all_the_same(write_script: Write) -> None:
    shown = run_port(write_script("import os; print('x', flush=True); os._exit(3)"))
    assert (shown.stdout, shown.status) == ("x\n", 3)


def test_a_run_that_hangs_is_stopped_and_says_where(write_script: Write) -> None:
    script = write_script("print('started')\nwhile True:\n    pass\n")
    scenario = Scenario("hangs", (script.name,), limits=Limits(seconds=2))
    shown = play(find_program(script.parent), scenario, Interpreter(sys.executable))
    assert (shown.transcript.stopped, shown.transcript.stdout) == ("time", "started\n")
    assert shown.hangs is not None
    assert shown.hangs.file == "script.py"
    assert shown.hangs.line in (2, 3)


def test_an_interpreter_that_cannot_play_is_an_error(write_script: Write) -> None:
    with pytest.raises(PortingError, match="cannot be run"):
        run_port(write_script("pass"), python="/no/such/python")
    with pytest.raises(PortingError, match="cannot be run, or does not load sitecustomize"):
        run_port(write_script("pass"), interpreter_options=["-S", "-I"])


class TestFindPython27:
    """What counts is that it runs and is a 2.7, not what it is called."""

    @pytest.fixture(autouse=True)
    def _nothing_to_find(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        run._find_python27.cache_clear()
        monkeypatch.delenv("PYTHON27", raising=False)
        monkeypatch.delenv("PYENV_ROOT", raising=False)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        yield
        run._find_python27.cache_clear()

    def fake(self, path: Path, says: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\necho '{says}'\n")
        path.chmod(0o755)
        return path

    def test_there_may_be_none(self) -> None:
        assert find_python27() is None

    def test_the_variable_comes_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.fake(tmp_path / "bin" / "python2.7", "(2, 7)")
        wanted = self.fake(tmp_path / "mine", "(2, 7)")
        monkeypatch.setenv("PYTHON27", str(wanted))
        assert find_python27() == str(wanted)

    def test_the_variable_must_name_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHON27", sys.executable)
        with pytest.raises(PortingError, match=r"does not run as a Python 2\.7"):
            find_python27()

    def test_one_on_the_path_that_does_not_run_is_passed_over(self, tmp_path: Path) -> None:
        self.fake(tmp_path / "bin" / "python2.7", "python2.7: command not found")
        found = self.fake(tmp_path / "bin" / "python2", "(2, 7)")
        assert find_python27() == str(found)

    def test_the_newest_of_pyenv_comes_last(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for version in ("2.7.6", "2.7.18", "3.13.0"):
            self.fake(tmp_path / "roots" / "versions" / version / "bin" / "python", "(2, 7)")
        monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "roots"))
        assert find_python27() == str(tmp_path / "roots/versions/2.7.18/bin/python")
