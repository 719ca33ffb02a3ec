from __future__ import annotations

import libcst as cst

from porting.fixers.resolved import ResolvedFixer

DROPPED = {
    "gettext.install": ("unicode", "codeset"),
    "gettext.translation": ("codeset",),
    "html.parser.HTMLParser": ("strict",),
    "http.client.HTTPConnection": ("strict",),
    "http.client.HTTPResponse": ("strict",),
    "http.client.HTTPSConnection": ("strict",),
    "json.JSONDecoder": ("encoding",),
    "json.JSONEncoder": ("encoding",),
    "json.dump": ("encoding",),
    "json.dumps": ("encoding",),
    "json.load": ("encoding",),
    "json.loads": ("encoding",),
    "random.shuffle": ("random",),
    "threading.Condition": ("verbose",),
    "threading.Event": ("verbose",),
    "threading.RLock": ("verbose",),
    "threading.Thread": ("verbose",),
}


class DroppedArguments(ResolvedFixer):
    r"""Drop arguments that the library no longer takes, as they have nothing to say.

    Python 3's text needs no encoding, so ``json`` asks for none; answers are read in one way,
    strict or not; the traces of ``threading`` went with Python 3.3.

    Before::

        import json
        from http.client import HTTPConnection

        shelf = json.loads(text, encoding="utf-8")
        server = HTTPConnection("example.org", strict=1, timeout=3)

    After::

        import json
        from http.client import HTTPConnection

        shelf = json.loads(text)
        server = HTTPConnection("example.org", timeout=3)

    Left alone, because it is another module's::

        import simplejson as json

        shelf = json.loads(text, encoding="utf-8")

    Limits: arguments without their names are not looked at.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "dropped_arguments"
    safety = "review"
    triggers = frozenset(word for words in DROPPED.values() for word in words)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        path = self.path_of(original_node.func)
        dropped = DROPPED.get(path, ())
        args = [
            arg
            for arg in updated_node.args
            if not (arg.keyword is not None and arg.keyword.value in dropped)
        ]
        if len(args) == len(updated_node.args):
            return updated_node
        if args:
            args[-1] = args[-1].with_changes(
                comma=cst.MaybeSentinel.DEFAULT, whitespace_after_arg=cst.SimpleWhitespace("")
            )
        return updated_node.with_changes(args=args)
