"""Lead the HTTP of a process to a proxy, that of https and of bare connections, too.

This file alone runs under Python 2.7 as well as 3, and needs nothing beside it. ``urllib`` and its
like find a proxy by themselves, if it is for http; ``httplib`` and ``http.client`` do not, and for
https they ask for a tunnel, in which the proxy sees nothing. Led, they ask the proxy itself for
the whole address, ``https://...`` as well, on this machine and in plain text.

Limits: what does not build on ``httplib`` or ``http.client``, or connects in ways of its own, as
urllib3 does for https, is not led.
"""
# mypy: ignore-errors
# ruff: noqa: UP031

import os

try:
    import http.client as http_client
    from urllib.parse import urlsplit
except ImportError:
    import httplib as http_client
    from urlparse import urlsplit

# For PYTHONPATH: its sitecustomize.py leads a process that has $PORTING_PROXY.
FOLDER_ON_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "on_path")


def lead_to_proxy(proxy, tell=None, bypassed=()):
    """Send all HTTP of this process to the proxy at the address `proxy`.

    `tell(method, url)` is called for each request, when its answer is about to be read. Hosts that
    are `bypassed` are asked themselves.
    """
    address = urlsplit(proxy)
    plain = http_client.HTTPConnection
    secure = getattr(http_client, "HTTPSConnection", plain)  # none where Python has no ssl
    connect, putrequest, getresponse = plain.connect, plain.putrequest, plain.getresponse
    secure_connect = secure.connect

    def is_bypassed(self):
        is_proxy = (self.host, self.port) == (address.hostname, address.port)
        return self.host in bypassed and not is_proxy

    def led_connect(self):
        if is_bypassed(self):
            return connect(self)
        asked = self.host, self.port, self._tunnel_host
        self.host, self.port, self._tunnel_host = address.hostname, address.port, None
        try:
            return connect(self)
        finally:
            self.host, self.port, self._tunnel_host = asked

    def led_secure_connect(self):
        return secure_connect(self) if is_bypassed(self) else led_connect(self)

    def led_putrequest(self, method, url, *args, **kwargs):
        if "://" not in url.split("?")[0] and not is_bypassed(self):
            scheme = "https" if secure is not plain and isinstance(self, secure) else "http"
            if self._tunnel_host:
                host, port = self._tunnel_host, self._tunnel_port
            else:
                host, port = self.host, self.port
            place = "[%s]" % host if ":" in host else host
            if port and port != self.default_port:
                place += ":%d" % port
            url = "%s://%s%s" % (scheme, place, url)
        self.led_request = method, url
        return putrequest(self, method, url, *args, **kwargs)

    def led_getresponse(self, *args, **kwargs):
        if tell is not None and not is_bypassed(self):
            tell(*self.led_request)
        return getresponse(self, *args, **kwargs)

    secure.connect = led_secure_connect
    plain.connect = led_connect
    plain.putrequest = led_putrequest
    plain.getresponse = led_getresponse
