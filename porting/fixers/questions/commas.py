"""Lists of items with commas between them, and what is left when some are taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import libcst as cst

Item = TypeVar("Item", cst.BaseElement, cst.ImportAlias)


def keep_items(
    items: Sequence[Item],
    is_kept: Callable[[Item], bool],
    space: cst.BaseParenthesizableWhitespace,
) -> tuple[list[Item], cst.BaseParenthesizableWhitespace]:
    """Take items out as 2to3 does: the white space before an item and the comma behind go, too.

    Args:
        items: in order, all but the last with a comma.
        is_kept: asked once for each, in order.
        space: the white space before the first item.

    Returns:
        The items that are kept, the last one without a comma, and the white space before them.
    """
    kept: list[Any] = []
    first = space
    for item in items:
        if is_kept(item):
            if kept:
                kept[-1] = kept[-1].with_deep_changes(kept[-1].comma, whitespace_after=space)
            else:
                first = space
            kept.append(item)
        if isinstance(item.comma, cst.Comma):
            space = item.comma.whitespace_after
    if kept:
        kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return kept, first
