import libcst as cst

from porting.fixer import keyword_argument
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE, comma_space


class HmacDigest(ResolvedFixer):
    r"""Name the digest of ``hmac.new``, which was MD5 where none was named.

    Since Python 3.8 there is no default any more, as MD5 is no good one.

    Before::

        import hmac

        seal = hmac.new(key, message).hexdigest()

    After::

        import hmac

        seal = hmac.new(key, message, digestmod="md5").hexdigest()

    Left alone, because it names one::

        import hashlib
        import hmac

        seal = hmac.new(key, message, hashlib.sha1).hexdigest()

    Limits: a ``new`` that was imported by its name alone is not seen.
    Source: https://docs.python.org/3/whatsnew/3.8.html#api-and-feature-removals
    """

    name = "hmac_digest"
    written_in = Language.PYTHON3
    triggers = frozenset(["hmac", "HMAC"])
    in_strings = False
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = original_node.args
        if not args or self.path_of(original_node.func) not in ("hmac.new", "hmac.HMAC"):
            return updated_node
        names = [arg.keyword.value for arg in args if arg.keyword]
        is_named = "digestmod" in names or len(args) - len(names) > 2
        if is_named or any(arg.star for arg in args):
            return updated_node
        comma = comma_space()
        *others, last = updated_node.args
        digest = keyword_argument("digestmod", cst.SimpleString('"md5"'))
        after = last.whitespace_after_arg
        last = last.with_changes(comma=comma, whitespace_after_arg=NO_SPACE)
        digest = digest.with_changes(whitespace_after_arg=after)
        return updated_node.with_changes(args=[*others, last, digest])
