"""New cassettes, recorded from a run of a script."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from porting.errors import CassetteError, PortingError
from porting.files import Output
from porting.source import read_bytes
from porting.verify.proxy import Servers
from porting.verify.redaction import Secrets, clean_recording
from porting.verify.run import find_python27, record_run
from porting.verify.tape import read_tape, tape_text
from porting.verify.transcript import Transcript


@dataclass(frozen=True)
class Recording:
    """What a run that was recorded left.

    Attributes:
        transcript: of the run. The script's own errors are its behaviour: look at its `status`
            and `stderr`.
        count: how many interactions are on the cassette.
        failures: what the script asked and got no answer to; it is not on the cassette.
    """

    transcript: Transcript
    count: int
    failures: tuple[CassetteError, ...]


def record_cassette(
    script: Path,
    cassette: Path,
    *,
    proxy: str = "",
    python: str = "",
    seed: int = 0,
    arguments: Sequence[str] = (),
    keep: Iterable[str] = (),
    env: Iterable[str] = (),
) -> Recording:
    """Run a script against the live network, and keep all its HTTP in a cassette.

    The script runs in the world in which its runs are compared, so it asks what it will ask
    then, with one difference: its pauses are real, out of politeness. One thread asks at a time.
    Secrets are left out (see `porting.verify.redaction`), and so are headers that tell of a machine
    (User-Agent, Date, Server, Via). The file can be read by its owner alone.

    Args:
        script: a Python 2 script runs under a Python 2.7, or is ported first where there is none.
        cassette: the file to write; a cassette that exists is replaced when the run has ended.
        proxy: where requests go instead of straight to the servers, such as
            ``http://127.0.0.1:8080``; the cassette names the servers all the same.
        python: "2.7", "3" (this Python) or the path of an interpreter; "" for the script's own.
            A Python 2 script is ported for a Python 3.
        seed: chooses the random numbers.
        arguments: the script's own, from ``sys.argv[1]`` on.
        keep: names of headers, parameters and fields that are no secrets here.
        env: names of environment variables that the script gets, too.

    Raises:
        CassetteError: the script asked the network for nothing, so there is nothing to keep; or
            there is a file in the cassette's place that is none.
        OutputError: the cassette would be written over an input or a program.
        SourceError: a Python 2 script that cannot be read.
        PortingError: there is no such interpreter, or the run hung.
    """
    claimed = Output(cassette, [script, *map(Path, arguments)], is_private=True)
    _require_cassette(cassette)
    servers = Servers(proxy)
    with tempfile.TemporaryDirectory() as name:
        interpreter, program = _played_by(python, script, Path(name))
        transcript, failures = record_run(
            program, servers, python=interpreter, seed=seed, arguments=arguments, add=env
        )
    if not servers.interactions:
        text = f"{script}: asked the network for nothing, so no cassette was written"
        if failures:
            text = f"{script}: got no answer, so no cassette was written\n{failures[0]}"
        if transcript.stderr:
            text += f"; it said:\n{transcript.stderr.rstrip()}"
        raise CassetteError(text)
    interactions = clean_recording(servers.interactions, Secrets.but(keep))
    claimed.write(tape_text(interactions).encode())
    return Recording(transcript, len(interactions), failures)


def _require_cassette(path: Path) -> None:
    """Raise an error if there is a file of another kind."""
    if path.exists():
        try:
            read_tape(path)
        except CassetteError as error:
            raise CassetteError(
                f"{path}: there is a file that is no cassette, and it is not replaced\n{error}"
            ) from None


def _played_by(python: str, script: Path, folder: Path) -> tuple[str, Path]:
    """The interpreter, and what it runs: the script, or its port in `folder`."""
    is_python2 = _is_python2(script)
    if python in ("", "2.7") and (is_python2 or python):
        if found := find_python27():
            return found, script
        if python:
            raise PortingError(
                "no Python 2.7 found to run the original\n"
                "hint: install one, such as `pyenv install 2.7.18`, or set PYTHON27 to its path"
            )
    interpreter = sys.executable if python in ("", "3") else python
    if not is_python2 or interpreter == find_python27():
        return interpreter, script
    import porting  # the pipeline: loaded only where a script needs it

    port = folder / script.name
    port.write_bytes(porting.port_source(read_bytes(script), filename=str(script)).code.encode())
    return interpreter, port


def _is_python2(script: Path) -> bool:
    from porting.project.graph import project_around
    from porting.project.language import Language, language_of
    from porting.source import decode_source

    name = str(script)
    project = project_around(name)
    text = decode_source(read_bytes(script), filename=name).text
    language = language_of(text, project.language_around(name), project.own_names(name))
    return language is Language.PYTHON2
