from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("execfile(f)", "exec(compile(open(f, \"rb\").read(), f, 'exec'))", id="alone"),
        pytest.param(
            "x = -(execfile (f, g,l))",
            "x = -(exec(compile(open(f, \"rb\").read(), f, 'exec'), g,l))",
            id="names, in parentheses",
        ),
        pytest.param(
            "execfile( a + b , g , *l )",
            "exec(compile(open( a + b, \"rb\" ).read(), a + b, 'exec'), g, *l)",
            id="spaces",
        ),
        pytest.param(
            "execfile(\n  f,  # what\n  g  # where\n  )",
            "exec(compile(open(\n  f, \"rb\"  # where\n  ).read(), f, 'exec'),  # what\n  g)",
            id="comments",
        ),
        pytest.param(
            "execfile(f, )",
            "exec(compile(open(f, \"rb\").read(), f, 'exec'))",
            id="a comma at the end, where 2to3 writes two",
        ),
        pytest.param(
            "execfile(execfile(f), g)",
            'exec(compile(open(exec(compile(open(f, "rb").read(), f, \'exec\')), "rb").read(), '
            "exec(compile(open(f, \"rb\").read(), f, 'exec')), 'exec'), g)",
            id="in its own argument",
        ),
        pytest.param("x.execfile(f)", None, id="a method"),
        pytest.param("execfile(f).x", None, id="an attribute behind it"),
        pytest.param("execfile(f)[0]", None, id="an index behind it"),
        pytest.param("execfile(f) ** 2", None, id="a power"),
        pytest.param("(execfile)(f)", None, id="the name in parentheses"),
        pytest.param("run = execfile", None, id="passed as a value"),
        pytest.param("execfile()", None, id="no argument"),
        pytest.param("execfile(*args)", None, id="a star"),
    ],
)
def test_execfile(before: str, after: str | None) -> None:
    check("execfile", f"if x: {before}; y # why\n", after and f"if x: {after}; y # why\n")
