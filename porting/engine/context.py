"""What is known of a file besides its text, the same for all fixers of a stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from porting.project.language import Language

if TYPE_CHECKING:
    from porting.project.graph import Project


@dataclass(frozen=True)
class Context:
    """What is known of a file besides its text.

    Attributes:
        filename: for messages, and to find the files beside it.
        language: what the file was written in.
        project: what is known of the other files of the run.
        facts: what is known of functions that it calls, `porting.flow.knowledge.library.Facts`.
        original: what the text was in Python 2, where it was something else.
        is_faithful: 2to3's own text is asked for, with all that it loses.
        is_python3: the text is Python 3 by now.
        mixes_prints: ``print`` may be a statement on one line and a function on another.
        is_first_look: nothing was changed yet by following the data.
    """

    filename: str = "<string>"
    language: Language = Language.PYTHON2
    project: Project | None = None
    facts: Any = None
    original: str | None = None
    is_faithful: bool = False
    is_python3: bool = False
    mixes_prints: bool = False
    is_first_look: bool = True

    def looked_at(self) -> Context:
        """The same after the data was followed and something changed."""
        return replace(self, is_first_look=False)
