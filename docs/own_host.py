"""End the build where a page of the site loads something from another host."""

from __future__ import annotations

import re
from typing import Any

_LOADED = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|embed|object)\b"
    r"[^>]*?\s(?:src|srcset|href|data)=[\"']?((?:https?:)?//[^\"' >]*)"
)


def foreign(html: str) -> list[str]:
    """The addresses on other hosts that a browser loads with the page; links do not count."""
    return _LOADED.findall(html)


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Look at a page as it will be written."""
    if found := foreign(output):
        raise ValueError(f"{page.file.src_uri} loads from another host: {', '.join(found)}")
    return output
