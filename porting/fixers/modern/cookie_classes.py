from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "http.cookies.Cookie": "http.cookies:SimpleCookie",
    "http.cookies.SerialCookie": "http.cookies:SimpleCookie",
    "http.cookies.SmartCookie": "http.cookies:SimpleCookie",
}


class CookieClasses(MovedNames):
    r"""Use ``SimpleCookie`` for all cookies.

    The other classes unpickled what came with a cookie, so that anybody could run code. Python 3
    dropped them.

    Before::

        from http.cookies import SmartCookie
        import http.cookies

        jar = http.cookies.Cookie()
        other = SmartCookie()

    After::

        from http.cookies import SimpleCookie
        import http.cookies

        jar = http.cookies.SimpleCookie()
        other = SimpleCookie()

    Left alone, because it is another kind of cookie::

        from http.cookiejar import Cookie

        print(Cookie)

    Limits: values that are no strings come back as strings.
    Source: https://docs.python.org/2/library/cookie.html#Cookie.SerialCookie
    """

    name = "cookie_classes"
    safety = "review"
    moved = MOVED
