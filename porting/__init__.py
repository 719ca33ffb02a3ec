"""Port Python 2 to Python 3, prove that the port does the same, and explain every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from porting.errors import CassetteError, EvidenceError, FixerBug, PortingError, SourceError
    from porting.pipeline import port_source
    from porting.result import Change, Result, StageResult, Warning

__all__ = [
    "CassetteError",
    "Change",
    "EvidenceError",
    "FixerBug",
    "PortingError",
    "Result",
    "SourceError",
    "StageResult",
    "Warning",
    "port_source",
]
__version__ = "0.1.0"

_HOMES = {"port_source": "porting.pipeline"} | dict.fromkeys(
    ("Change", "Result", "StageResult", "Warning"), "porting.result"
)


def __getattr__(name: str) -> Any:
    """Import on first use: LibCST takes a quarter of a second."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "porting.errors")), name)
