"""What a stage would do besides, if a file were Python 2 that may be: left alone, and told."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from porting.engine.context import Context
from porting.engine.document import read_document
from porting.engine.triggers import may_find, watch
from porting.fixers.unloaded import Unloaded
from porting.options import Options
from porting.project.language import Language, Verdict
from porting.result import Warning
from porting.stages import Stage
from porting.trees import tree_of

if TYPE_CHECKING:
    from porting.fixer import Fixer


def tell_of_left(
    stage: Stage,
    kinds: Sequence[type[Fixer] | Unloaded],
    text: str,
    context: Context,
    options: Options,
) -> list[Warning]:
    """Find the places that differ in Python 3 and were left, because the file may be meant so.

    Args:
        stage: the stage, and `kinds` its fixers that were asked for.
        text: the file as the stage was given it.
        context: of the stage; only where its language is no single Python is anything told.
        options: as for `porting.port_source`.

    Returns:
        Warnings with places in `text`: one for each change that was not made, and what its fixers
        have to say.
    """
    if context.language not in (Language.UNDECIDED, Language.HALF):
        return []
    skipped = [
        kind
        for kind in kinds
        if not isinstance(kind, Unloaded)
        and kind.if_left is not None
        and kind.written_in.value > context.language.value
        and kind.strings in (None, options.strings)
    ]
    as_python2 = replace(context, language=Language.PYTHON2, original=text, is_first_look=True)
    document = read_document(text, as_python2, context.is_python3 or None)
    watch(document, skipped)
    if not any(may_find(document, each) for each in skipped):
        return []
    from porting.engine.rewrite import run_fixers, settle_print

    settle_print(document)
    changes, notes = run_fixers(document, skipped, options, stage.name)
    shows = {kind.name: kind.if_left for kind in skipped}
    return notes + [
        Warning(
            change.line,
            change.column,
            f"left alone, as this may be Python 3; Python 2 needs: {change.after.splitlines()[0]}",
            shows[change.fixer] or "wrong result, no error",
            change.fixer,
            stage.name,
        )
        for change in changes
        if not _is_same(change.before, change.after)
    ]


def tell_language(verdict: Verdict) -> Warning:
    """Say why a file was taken for neither Python, and what to do about it."""
    is_half = verdict.language is Language.HALF
    found = "is Python 2 and Python 3 at once" if is_half else "may be Python 2 or Python 3"
    message = (
        f"this {found} ({verdict.reason}): what means something else in Python 3 was left alone; "
        "to have it ported, begin the file with #!/usr/bin/env python2, or pass --from 2"
    )
    return Warning(1, 0, message, "wrong result, no error", "language")


def _is_same(before: str, after: str) -> bool:
    """Whether two statements, or headers, say the same in Python 3."""
    trees = [tree_of(text + " pass" if text.endswith(":") else text) for text in (before, after)]
    return None not in trees and len({ast.dump(tree) for tree in trees if tree}) == 1
