"""JUnit XML: a test case for each file, which fails where a person must look at it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from porting.formats.report import FileEntry, Spot, Summary

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Form:
    """Writes the document at the end: its head has the counts."""

    def __init__(self) -> None:
        self._entries: list[FileEntry] = []

    def start(self) -> str:
        return ""

    def file(self, entry: FileEntry) -> str:
        self._entries.append(entry)
        return ""

    def end(self, summary: Summary) -> str:
        suite = ElementTree.Element("testsuite", name="porting")
        for entry in self._entries:
            case = ElementTree.SubElement(
                suite, "testcase", classname="porting", name=_clean(entry.path)
            )
            _tell(
                case, "error", [_at(entry.path, each.place) + each.message for each in entry.errors]
            )
            failures = [
                f"{_at(entry.shown, entry.spot(each))}{each.code}: {each.message} [{each.risk}]"
                for each in entry.warnings
            ]
            if summary.check and entry.status == "changed":
                failures.insert(
                    0, f"{entry.path}: not ported yet: porting run shows what would change"
                )
            _tell(case, "failure", failures)
        for name, kind in (
            ("tests", "testcase"),
            ("errors", ".//error"),
            ("failures", ".//failure"),
        ):
            suite.set(name, str(len(suite.findall(kind))))
        root = ElementTree.Element("testsuites")
        root.append(suite)
        ElementTree.indent(root)
        text = ElementTree.tostring(root, encoding="us-ascii", xml_declaration=True)
        return str(text, "ascii") + "\n"


def _at(path: str, spot: Spot | None) -> str:
    return f"{path}:{spot.line}:{spot.column}: " if spot else f"{path}: "


def _tell(case: ElementTree.Element, kind: str, lines: list[str]) -> None:
    if lines:
        clean = list(map(_clean, lines))
        element = ElementTree.SubElement(case, kind, message=clean[0])
        element.text = "\n".join(clean)


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
