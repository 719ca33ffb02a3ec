"""A plug-in that tox loads by itself: it finds all of pyenv's Pythons, not the active one alone."""

from __future__ import annotations

import os
from pathlib import Path

from tox.config.sets import CoreConfigSet
from tox.plugin import impl
from tox.session.state import State


@impl
def tox_add_core_config(core_conf: CoreConfigSet, state: State) -> None:
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    state.conf.options.discover.extend(map(str, sorted(root.glob("versions/3.*/bin/python"))))
