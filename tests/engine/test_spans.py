"""Where nodes stand is what LibCST says, found in less time and memory."""

from __future__ import annotations

import pytest
from libcst.metadata import MetadataWrapper, PositionProvider

from porting.fixer import spans_in
from porting.py2 import parse_module

CODE = """\
# coding: utf-8
import os, sys

class A(object):  # comment
    @property
    def f(self, (a, b)=(1, 2), *rest):
        print >>sys.stderr, "caf\u00e9" 'x', `a`
        return {1: [x for x in rest if x], 2: (yield)}

    try:
        exec "1" in {}
    except (OSError, IOError), e:
        raise e, None, tb
    else: pass
if a <> b: x[1:2, ...] = lambda: 0; del x
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_spans_are_those_of_libcst(newline: str) -> None:
    module = parse_module(CODE.replace("\n", newline))
    starts = [0]
    for line in module.code.split(newline):
        starts.append(starts[-1] + len(line) + len(newline))
    expected = {
        node: (
            starts[place.start.line - 1] + place.start.column,
            starts[place.end.line - 1] + place.end.column,
        )
        for node, place in MetadataWrapper(module, unsafe_skip_copy=True)
        .resolve(PositionProvider)
        .items()
    }
    spans = spans_in(module)
    assert len(expected) > 100
    assert {node: spans[node] for node in expected} == expected
