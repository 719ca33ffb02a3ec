"""New cassettes, recorded from a run of a script."""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

from porting.errors import CassetteError
from porting.verify.run import record_run
from porting.verify.transcript import Transcript


def record_cassette(
    script: Path,
    cassette: Path,
    *,
    proxy: str = "",
    python: str = sys.executable,
    seed: int = 0,
    arguments: Sequence[str] = (),
) -> Transcript:
    """Run a script against the live network, and keep all its HTTP in a cassette.

    The script runs in the world in which its runs are compared, so it asks what it will ask
    then, with two differences: its pauses are real, out of politeness, and nothing is answered
    from a cassette. One thread asks at a time. Headers that tell of a person or a machine
    (Authorization, Cookie, User-Agent, Set-Cookie, Date, Server, Via and the like) are left out;
    what is in addresses and bodies is recorded as it is.

    Args:
        script: a Python 3 script, or a Python 2 one, which is ported first.
        cassette: the file to write; one that exists is replaced when the run has ended.
        proxy: where http goes instead of straight to the servers, such as
            ``http://127.0.0.1:8080``; the cassette names the servers all the same.
        python: an interpreter that has vcrpy and six.
        seed: chooses the random numbers.
        arguments: the script's own, from ``sys.argv[1]`` on.

    Returns:
        The transcript of the run. The script's own errors are its behaviour, not ours: look at
        `status` and `stderr`.

    Raises:
        CassetteError: the script asked the network for nothing, so there is nothing to keep.
        SourceError: a Python 2 script that cannot be read.
        PortingError: the interpreter lacks vcrpy or six, or the run hung.
    """
    with tempfile.TemporaryDirectory() as name:
        port = _port_of(script, Path(name))
        recording = Path(name) / "recording.yaml"
        transcript = record_run(
            port, recording, proxy=proxy, python=python, seed=seed, arguments=arguments
        )
        if not recording.exists():
            text = f"{script}: asked the network for nothing, so no cassette was written"
            if transcript.stderr:
                text += f"; it said:\n{transcript.stderr.rstrip()}"
            raise CassetteError(text)
        cassette.parent.mkdir(parents=True, exist_ok=True)
        cassette.write_bytes(recording.read_bytes())
    return transcript


def _port_of(script: Path, folder: Path) -> Path:
    """The script itself where Python 3 can compile it, else its port, in `folder`."""
    source = script.read_bytes()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes in text that is Python 2, say
            compile(source, str(script), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        import porting  # the pipeline: loaded only where a script needs it

        port = folder / script.name
        code = porting.port_source(source, filename=str(script)).code
        port.write_text(code, encoding="utf-8", newline="")
        return port
    return script
