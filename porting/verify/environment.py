"""The environment of a program under treatment: little of ours, and what pins its world."""

from __future__ import annotations

import os
from collections.abc import Iterable

# What a program needs to find its files, its libraries and a screen, and nothing that may hold a
# secret. `docs/recording.md` lists these.
ALLOWED = frozenset(
    # any system
    "PATH HOME USER LOGNAME TMPDIR TEMP TMP PYTHONPATH VIRTUAL_ENV PYENV_ROOT"
    # libraries, certificates and screens
    " LD_LIBRARY_PATH DYLD_LIBRARY_PATH SSL_CERT_FILE SSL_CERT_DIR DISPLAY XAUTHORITY"
    " WAYLAND_DISPLAY XDG_RUNTIME_DIR"
    # Windows
    " SYSTEMROOT WINDIR COMSPEC PATHEXT SYSTEMDRIVE USERPROFILE APPDATA LOCALAPPDATA".split()
)

PINNED = {
    "TZ": "UTC",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def program_environment(add: Iterable[str] = (), **settings: str) -> dict[str, str]:
    """Our variables that are allowed, those named in `add`, what is pinned, then `settings`.

    A name in `add` that is not set is passed over; one that is pinned keeps our value.
    """
    added = set(add)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in ALLOWED or name in added
    }
    pinned = {name: value for name, value in PINNED.items() if name not in added}
    return {**kept, **pinned, **settings}
