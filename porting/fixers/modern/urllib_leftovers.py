from porting.fixers.bases.moved_names import MovedNames
from porting.fixers.from_2to3.urllib import MODULES

# What 2to3's tables of these modules miss.
REQUEST = "AbstractHTTPHandler HTTPErrorProcessor ftpwrapper localhost parse_http_list"
REQUEST += " getproxies_environment noheaders proxy_bypass_environment"
REQUEST += " parse_keqv_list proxy_bypass request_host thishost url2pathname _opener"
MISSED = {
    "urllib.request": REQUEST.split(),
    "urllib.parse": ["unwrap", "quote_plus", "unquote_plus"],
    "urllib.response": ["addbase", "addclosehook", "addinfo", "addinfourl"],
}
MOVED = {
    f"{module}.{name}": f"{new}:{name}"
    for module, parts in MODULES.items()
    for new, names in parts
    for name in sorted(names)
} | {
    f"{module}.{name}": f"{new}:{name}"
    for module in ("urllib", "urllib2")
    for new, names in MISSED.items()
    for name in names
}
# 2to3 replaces the import, and leaves the names that it does not know of with a module that
# nobody imports any more.
UNBOUND = {f"builtins.{name}": new for name, new in MOVED.items() if name.startswith("urllib2.")}

GONE = {"urllib2": "its names are in urllib.request, urllib.error and urllib.parse"}


class UrllibLeftovers(MovedNames):
    r"""Find the new module of names of ``urllib`` and ``urllib2`` that 2to3 leaves where they were.

    2to3 knows the documented names, and the modules by their own names alone.

    Before::

        import urllib as net
        from urllib2 import parse_http_list

        print(net.quote(name), parse_http_list(header))

    After::

        import urllib as net
        from urllib.request import parse_http_list
        import urllib.parse

        print(net.parse.quote(name), parse_http_list(header))

    Left alone, because it is a module of one's own::

        from shop import urllib2

        print(urllib2.parse_http_list(header))

    Limits: names that Python 3 has nowhere are left.
    Source: https://docs.python.org/3/library/urllib.html
    """

    name = "urllib_leftovers"
    moved = MOVED | UNBOUND
    gone = GONE
