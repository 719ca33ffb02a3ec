"""A pytest plugin: ports are made without the fixer that the environment names."""

from __future__ import annotations

import os
from typing import Any

import porting
from porting import pipeline
from tests.mutants import VARIABLE

_port_source = pipeline.port_source


def port_source(*arguments: Any, disable: Any = (), **options: Any) -> porting.Result:
    name = os.environ[VARIABLE]
    if options.get("fixers") is not None:
        options["fixers"] = [each for each in options["fixers"] if each != name]
    return _port_source(*arguments, disable=(*disable, name), **options)


pipeline.port_source = port_source
porting.port_source = port_source
