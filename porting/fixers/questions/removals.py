"""Which names of the library a version of Python 3 was the first to be without.

Names that went up to 3.8 are listed only where the module went later: no version that can be asked
for has them.

Source: https://docs.python.org/3/whatsnew/, the sections "Removed" of 3.9 to 3.14.
"""

from __future__ import annotations

from collections.abc import Iterator

Version = tuple[int, int]

OLDEST: Version = (3, 8)
NEWEST: Version = (3, 14)

_ABSTRACT = (
    "Callable Container Hashable ItemsView Iterable Iterator KeysView Mapping MappingView "
    "MutableMapping MutableSequence MutableSet Sequence Set Sized ValuesView"
)
_BY_VERSION = {
    (3, 8): "cgi.escape cgi.parse_qs cgi.parse_qsl",
    (3, 9): (
        "_dummy_thread aifc.openfp array.array.fromstring array.array.tostring "
        "base64.decodestring base64.encodestring dummy_threading fractions.gcd "
        "html.parser.HTMLParser.unescape plistlib.Data plistlib.Dict plistlib.readPlist "
        "plistlib.readPlistFromBytes plistlib.writePlist plistlib.writePlistToBytes "
        "sunau.openfp sys.getcheckinterval sys.setcheckinterval threading.Thread.isAlive "
        "wave.openfp xml.etree.ElementTree.Element.getchildren "
        "xml.etree.ElementTree.Element.getiterator"
    ),
    (3, 10): (
        "formatter parser symbol " + " ".join(f"collections.{name}" for name in _ABSTRACT.split())
    ),
    (3, 11): (
        "binascii.a2b_hqx binascii.b2a_hqx binascii.rlecode_hqx binascii.rledecode_hqx binhex "
        "gettext.bind_textdomain_codeset inspect.ArgSpec inspect.formatargspec inspect.getargspec"
    ),
    (3, 12): (
        "asynchat asyncore configparser.SafeConfigParser distutils imp locale.format "
        "pkgutil.ImpImporter pkgutil.ImpLoader smtpd sqlite3.OptimizedUnicode ssl.match_hostname "
        "ssl.wrap_socket unittest._TextTestResult"
    ),
    (3, 13): (
        "aifc audioop cgi cgitb chunk crypt imghdr lib2to3 locale.resetlocale "
        "logging._acquireLock logging._releaseLock mailcap msilib nis nntplib ossaudiodev pipes "
        "re.T re.TEMPLATE re.template sndhdr spwd sunau telnetlib tkinter.tix "
        "unittest.findTestCases unittest.getTestCaseNames unittest.makeSuite uu xdrlib"
    ),
    (3, 14): (
        "ast.Bytes ast.NameConstant ast.Num ast.Str pkgutil.find_loader pkgutil.get_loader "
        "pty.master_open pty.slave_open sqlite3.version sqlite3.version_info "
        "urllib.request.FancyURLopener urllib.request.URLopener"
    ),
}
REMOVED_IN: dict[str, Version] = {
    name: version for version, names in _BY_VERSION.items() for name in names.split()
}
"""The version that removed each name or module; with a module all that was in it went."""

# Names that no version removed yet, for which there are better ones.
KEPT = frozenset("threading.activeCount threading.currentThread xml.etree.cElementTree".split())


VERSIONS = tuple(f"3.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1))


def version_named(name: str | None) -> Version | None:
    """The version of a name such as "3.10"; None for None.

    Raises:
        ValueError: it is none of `VERSIONS`.
    """
    if name is None:
        return None
    if name not in VERSIONS:
        raise ValueError(f"unknown target version {name!r}; choose from {', '.join(VERSIONS)}")
    return 3, int(name.partition(".")[2])


def is_gone(path: str, version: Version | None) -> bool:
    """Whether a version has no such name any more.

    Args:
        path: the dotted name that a fixer of a later stage knows the thing by.
        version: the oldest that the port has to run on; None where all up to `NEWEST` count, for
            which a name that is only deprecated is gone as well.
    """
    if version is None:
        return True
    for name in _outwards(path):
        if name in KEPT:
            return False
        if name in REMOVED_IN:
            return REMOVED_IN[name] <= version
    return True


def _outwards(path: str) -> Iterator[str]:
    """A dotted name, and what it is in."""
    while path:
        yield path
        path = path.rpartition(".")[0]
