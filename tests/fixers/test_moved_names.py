from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("fixer", "before", "after"),
    [
        pytest.param(
            "clock",
            "import time as t\nprint(t.clock(), t.time())\n",
            "import time as t\nprint(t.perf_counter(), t.time())\n",
            id="the module has another name here",
        ),
        pytest.param(
            "clock",
            "def f():\n    import time\n    return time.clock()\n",
            "def f():\n    import time\n    return time.perf_counter()\n",
            id="imported in a function",
        ),
        pytest.param(
            "clock",
            "from time import clock as now\nnow()\n",
            "from time import perf_counter as now\nnow()\n",
            id="a name of one's own stays",
        ),
        pytest.param(
            "clock",
            "from time import clock\n",
            "from time import perf_counter as clock\n",
            id="imported for others, it keeps its name",
        ),
        pytest.param(
            "clock",
            "from time import clock\n__all__ = ['clock']\nclock()\n",
            "from time import perf_counter as clock\n__all__ = ['clock']\nclock()\n",
            id="so it does where a string may name it",
        ),
        pytest.param(
            "clock",
            "from time import clock\nperf_counter = 1\nclock()\n",
            "from time import perf_counter as clock\nperf_counter = 1\nclock()\n",
            id="and where the new name is taken",
        ),
        pytest.param(
            "clock",
            "try:\n    from time import perf_counter as clock\n"
            "except ImportError:\n    from time import clock\nclock()\n",
            "try:\n    from time import perf_counter as clock\n"
            "except ImportError:\n    from time import perf_counter as clock\nclock()\n",
            id="and in a ladder of imports",
        ),
        pytest.param(
            "clock",
            "from time import (sleep,  # a\n    clock,\n    time)  # c\nclock()\n",
            "from time import (sleep,  # a\n    perf_counter,\n    time)  # c\nperf_counter()\n",
            id="the other names keep their layout",
        ),
        pytest.param(
            "clock",
            "class Clock:\n    from time import clock\n    start = clock()\n",
            "class Clock:\n    from time import perf_counter\n    start = perf_counter()\n",
            id="in a class",
        ),
        pytest.param(
            "gcd",
            "from fractions import (gcd,\n    Fraction)\nx = gcd\n",
            "from math import gcd\nfrom fractions import (Fraction)\nx = gcd\n",
            id="one name of two moves",
        ),
        pytest.param(
            "gcd",
            "import fractions\ndef f(math):\n    return fractions.gcd(math, 2)\n",
            "import fractions\nfrom math import gcd\ndef f(math):\n    return gcd(math, 2)\n",
            id="the new module's name is taken",
        ),
        pytest.param(
            "gcd",
            "import fractions\ngcd = math = fractions.gcd\n",
            "import fractions\nfrom math import gcd as math_gcd\ngcd = math = math_gcd\n",
            id="both names are taken",
        ),
        pytest.param(
            "gcd",
            "if x: from fractions import gcd, Fraction; y\n",
            "if x: from math import gcd; from fractions import Fraction; y\n",
            id="in the line of a header",
        ),
        pytest.param(
            "gcd",
            "import fractions, math\r\nprint((fractions.gcd)(2, 4))\r\n",
            "import fractions, math\r\nprint((math.gcd)(2, 4))\r\n",
            id="imported already; parentheses and line ends stay",
        ),
        pytest.param(
            "collection_classes",
            "import collections as c\nclass A(c.Mapping):\n    pass\n",
            "import collections as c\nimport collections.abc\nclass A(c.abc.Mapping):\n    pass\n",
            id="an inner module, by the name of the outer one",
        ),
        pytest.param(
            "collection_classes",
            "try:\n    import collections\nexcept ImportError:\n    collections = None\n"
            "class A(collections.Set):\n    pass\n",
            "import collections.abc\n"
            "try:\n    import collections\nexcept ImportError:\n    collections = None\n"
            "class A(collections.abc.Set):\n    pass\n",
            id="an import that may fail",
        ),
        pytest.param(
            "element_tree",
            "import xml.etree.cElementTree\nxml.etree.cElementTree.parse(x)\n",
            "import xml.etree.ElementTree\nxml.etree.ElementTree.parse(x)\n",
            id="a module by its whole name",
        ),
        pytest.param(
            "element_tree",
            "from xml.etree import cElementTree\ncElementTree.parse(x)\nf(cElementTree)\n",
            "from xml.etree import ElementTree\nElementTree.parse(x)\nf(ElementTree)\n",
            id="a module from its package",
        ),
        pytest.param(
            "element_tree",
            "from xml.etree.cElementTree import parse, iterparse as it\n",
            "from xml.etree.ElementTree import parse, iterparse as it\n",
            id="names from a module",
        ),
        pytest.param(
            "element_tree",
            "from xml.etree.cElementTree import *\n",
            "from xml.etree.ElementTree import *\n",
            id="all names from a module",
        ),
        pytest.param(
            "os_errno",
            "from os import errno, path\nprint(errno.EPERM)\n",
            "import errno\nfrom os import path\nprint(errno.EPERM)\n",
            id="a name that is a module",
        ),
        pytest.param(
            "os_errno",
            "import inspect\nprint(inspect.imp.get_suffixes())\n",
            "import inspect\nimport imp\nprint(imp.get_suffixes())\n",
            id="a module that another one had",
        ),
        pytest.param(
            "hash_modules",
            "try:\n    from hashlib import md5\n"
            "except ImportError:\n    from md5 import new as md5\n",
            "try:\n    from hashlib import md5\nexcept ImportError:\n    from hashlib import md5\n",
            id="another ladder",
        ),
        pytest.param(
            "sets",
            "from sets import Set as set, ImmutableSet\nset()\n",
            "ImmutableSet = frozenset\nset()\n",
            id="builtins take no import",
        ),
        pytest.param(
            "sets",
            "try:\n    set\nexcept NameError:\n    from sets import Set as set  # old\n",
            "try:\n    set\nexcept NameError:\n    pass  # old\n",
            id="a block needs a statement",
        ),
        pytest.param(
            "sets",
            "import os\nimport sets\nset = 1\nsets.Set()\n",
            "import os\nimport builtins\nset = 1\nbuiltins.set()\n",
            id="a builtin's name is taken",
        ),
        pytest.param(
            "pipes",
            "# -*- coding: utf-8 -*-\nimport pipes\npipes.quote('\u00e9')\n",
            "# -*- coding: utf-8 -*-\nimport shlex\nshlex.quote('\u00e9')\n",
            id="letters beyond ASCII",
        ),
        pytest.param(
            "cgi",
            "from cgi import escape as e\nmap(e, x); e(x, True); e(*x); e( x )\n",
            "from html import escape as e\n"
            "map((lambda s, quote=False: e(s, quote)), x); "
            'e(x, quote=False).replace(\'"\', "&quot;"); e(*x); e( x, quote=False)\n',
            id="escape with an argument and without",
        ),
        pytest.param(
            "cgi",
            "def f():\n    import cgi\n    print(1)\n",
            "def f():\n    pass\n    print(1)\n",
            id="an import without a use",
        ),
    ],
)
def test_moved(fixer: str, before: str, after: str) -> None:
    check(fixer, before, after)


@pytest.mark.parametrize(
    ("fixer", "text"),
    [
        pytest.param("clock", "from . import time\ntime.clock()\n", id="a module of one's own"),
        pytest.param("clock", "import time\ntime = T()\ntime.clock()\n", id="bound once more"),
        pytest.param(
            "clock", "import time\n[time.clock() for time in x]\n", id="a comprehension's"
        ),
        pytest.param("clock", "import time\nlambda time: time.clock()\n", id="a parameter"),
        pytest.param("clock", "import time\nx.time.clock()\n", id="an attribute of something"),
        pytest.param("clock", "import time\nf(clock=time)\n", id="a keyword"),
        pytest.param("clock", "time.clock()\n", id="imported nowhere"),
        pytest.param(
            "clock",
            "def f():\n    import time\n\ndef g():\n    time.clock()\n",
            id="imported elsewhere",
        ),
        pytest.param(
            "clock",
            "import time\n\ndef f():\n    global time\n    time = T()\n\ntime.clock()\n",
            id="bound in a function that says global",
        ),
        pytest.param(
            "pipes", "class A:\n    def pipes(self):\n        self.pipes.quote()\n", id="self"
        ),
        pytest.param(
            "collection_classes", "import collections\ncollections.OrderedDict\n", id="not it"
        ),
    ],
)
def test_left_alone(fixer: str, text: str) -> None:
    check(fixer, text)


@pytest.mark.parametrize(
    ("fixer", "before", "after", "note"),
    [
        pytest.param(
            "cgi",
            "import cgi\ncgi.FieldStorage(cgi.escape(x))\n",
            "import cgi\nimport html\ncgi.FieldStorage(html.escape(x, quote=False))\n",
            "",
            id="a part of it is used still",
        ),
        pytest.param("sets", "import sets\nf(sets)\n", None, "set and frozenset", id="as a whole"),
        pytest.param("sets", "from sets import *\n", None, "set and frozenset", id="all its names"),
        pytest.param(
            "sets",
            "from sets import Set, BaseSet\nSet()\n",
            "from sets import BaseSet\nset()\n",
            "Python 3 has no module sets",
            id="one of its names",
        ),
    ],
)
def test_a_module_that_is_needed_still(
    fixer: str, before: str, after: str | None, note: str
) -> None:
    check(fixer, before, after, notes=[note] if note else [])


def test_a_module_beside_a_script_is_not_the_librarys(tmp_path: Path) -> None:
    (tmp_path / "new.py").touch()
    text = "import new\nnew.module(1)\n"
    check("new_module", text, filename=str(tmp_path / "script.py"))
    (tmp_path / "__init__.py").touch()
    after = "import types\ntypes.ModuleType(1)\n"
    check("new_module", text, after, filename=str(tmp_path / "module.py"))
