"""Pins the world of each Python process of a run; 2.7 and 3 import this by its name at the start.

`PYTHONPATH` leads here, so that processes that the program starts are pinned, too. Where only
``$PORTING_PROXY`` is set a process is led to the proxy, and no more.
"""
# mypy: ignore-errors

import os
import sys


def _load(name):
    """A module one folder up, under a name that no program has."""
    path = os.path.join(os.path.dirname(_HERE), "%s.py" % name)  # noqa: UP031
    module = type(sys)("porting_" + name)
    module.__file__ = path
    sys.modules["porting_" + name] = module
    with open(path, "rb") as stream:
        exec(compile(stream.read(), path, "exec", 0, True), vars(module))
    return module


_HERE = os.path.dirname(os.path.abspath(__file__))
if "PORTING_WORLD" in os.environ or "PORTING_PROXY" in os.environ:
    # The program must not find what is here on its path.
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != _HERE]
    lead = _load("lead")
    if "PORTING_WORLD" in os.environ:
        _load("random27")
        _load("player").enter()
    else:
        lead.lead_to_proxy(os.environ["PORTING_PROXY"])
