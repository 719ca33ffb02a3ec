"""`porting demo`, `verify` and `record` through their entry points, runs included."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting import demo
from porting.case_study import CaseStudy, find_case_study
from porting.cli import cli
from porting.demo import STORIES
from porting.result import Result as PortResult
from porting.verify.run import find_python27
from porting.verify.scenarios import SCENARIOS, curated_of, stem_of


def porting(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.fixture
def no_python27(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "PATH", "PYENV_ROOT"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("PYTHON27", raising=False)
    assert find_python27() is None


def test_the_case_study_is_complete() -> None:
    study = find_case_study()
    assert set(STORIES) == {stem_of(scenario) for scenario in SCENARIOS}
    for scenario in SCENARIOS:
        assert (study.originals / scenario.script).is_file()
        assert (study.curated / curated_of(scenario)).is_file()
        assert (study.transcripts / f"{scenario.name}.json").is_file()
        cassette = study.cassette(scenario)
        assert cassette is None or cassette.is_file()


def test_demo_tells_all_and_finds_it_as_it_should_be() -> None:
    result = porting("demo")
    lines = result.stdout.splitlines()
    for told in (
        "Stage 2to3: What 2to3 does, to the letter.",
        "  | TypeError: cannot use a string pattern on a bytes-like object",
        "-REGEX = compile('#([\\d,]+) in Books ')",
        "+REGEX = compile(b'#([\\d,]+) in Books ')",
        "  | - 'Core Python Programming' ranked b'87,118'",
        "+    return str(REGEX.findall(data)[0], 'utf-8')",
        "  | - 'Core Python Programming' ranked 87,118",
    ):
        assert told in lines
    assert "NOT" not in result.stdout
    assert lines[-1].startswith("All is as it should be: 6 ported")
    assert result.exit_code == 0


def test_demo_of_one_script_without_a_python_2(no_python27: None) -> None:
    result = porting("demo", "candy.py")
    assert "No Python 2.7 was found" in result.stdout
    assert "bookrank" not in result.stdout
    assert result.exit_code == 0


def test_demo_notices_what_is_not_as_it_should_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(demo.STORIES, "candy", demo.FETCHES)
    result = porting("demo", "candy")
    assert "NOT as expected: it does what the original does, and was not to" in result.stdout
    assert result.stdout.splitlines()[-1] == "Not as it should be: candy"
    assert result.exit_code == 1


def test_verify_gives_a_verdict_for_each_situation(no_python27: None) -> None:
    result = porting("verify", "mtsleepF", "candy")
    assert result.exit_code == 0
    assert [line.split()[:5] for line in result.stdout.splitlines()[1:-1]] == [
        [name, "2.7.18", "kept", "same", "same"]
        for name in ("mtsleepF-0", "mtsleepF-1", "candy-0", "candy-4", "candy-8")
    ]
    assert result.stdout.endswith("5 of 5 situations: generated and curated do the same\n")


def test_verify_says_what_differs(no_python27: None, monkeypatch: pytest.MonkeyPatch) -> None:
    port = CaseStudy.port

    def port_it_wrong(study: CaseStudy, script: str) -> PortResult:
        result = port(study, script)
        return replace(result, code=result.code.replace("full, skipping", "all full"))

    monkeypatch.setattr(CaseStudy, "port", port_it_wrong)
    result = porting("verify", "candy")
    assert result.exit_code == 1
    assert "candy-4  2.7.18 kept  DIFFERS    same" in result.stdout
    assert "    generated: output: there is no thread that prints" in result.stdout


def test_a_script_that_is_not_there() -> None:
    result = porting("demo", "sweets")
    assert result.exit_code == 2
    assert "script 'sweets', but bookrank_serial, bookrank," in result.stderr


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a web server on this machine."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"#87,118 in Books ")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_record_keeps_what_a_script_asked(tmp_path: Path, site: str) -> None:
    script, cassette = tmp_path / "fetch.py", tmp_path / "fetch.yaml"
    script.write_text(
        "import sys\nfrom urllib.request import urlopen\n"
        "print(urlopen(sys.argv[1]).read().decode())\n"
    )
    result = porting("record", str(script), str(cassette), "--", site)
    assert result.exit_code == 0
    assert result.stdout == "#87,118 in Books \n"
    assert result.stderr == f"{cassette}: 1 request recorded\n"
    assert site in cassette.read_text()


def test_record_of_a_script_that_asks_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "quiet.py").write_text("x = 1\n")
    cassette = tmp_path / "quiet.yaml"
    result = porting("record", str(tmp_path / "quiet.py"), str(cassette))
    assert result.exit_code == 3
    assert "quiet.py: asked the network for nothing, so no cassette was written" in result.stderr
    assert not cassette.exists()
