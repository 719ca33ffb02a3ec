"""The packages of the index that a port needs: for modules that left the library, and for others.

Each row was looked at: the package has a release for Python 3.10 or later. Source: https://pypi.org/
and the packages' own pages, December 2026.
"""

from __future__ import annotations

PACKAGES = {
    "aifc": "standard-aifc",
    "asynchat": "pyasynchat",
    "asyncore": "pyasyncore",
    "audioop": "audioop-lts",
    "cgi": "legacy-cgi",
    "cgitb": "legacy-cgi",
    "chunk": "standard-chunk",
    "distutils": "setuptools",
    "imghdr": "standard-imghdr",
    "imp": "zombie-imp",
    "mailcap": "standard-mailcap",
    "nntplib": "standard-nntplib",
    "pipes": "standard-pipes",
    "pkg_resources": "setuptools<81",
    "sgmllib": "sgmllib3k",
    "smtpd": "standard-smtpd",
    "sndhdr": "standard-sndhdr",
    "sunau": "standard-sunau",
    "telnetlib": "standard-telnetlib",
    "uu": "standard-uu",
    "xdrlib": "standard-xdrlib",
}
"""What to ask pip for, by module: it has the same module, outside of the library."""

_BY_THEIR_OWN_NAMES = """
astropy boto3 bottle celery chardet colorama configobj cssselect cssutils docopt docutils dpkt
evdev eventlet eyed3 fabio feedparser gevent greenlet h5py html5lib httplib2 icalendar ipaddr irc
Levenshtein lxml M2Crypto matplotlib mechanize mock musicbrainzngs mutagen netaddr networkx nltk
numpy oauthlib openpyxl pandas paramiko pexpect pip ply prettytable psutil psycopg2 pyasn1
pycountry pycurl pyexiv2 pygame pyglet pyinotify pylast pymongo pyparsing pypdf pyproj pyquery
pyramid Pyro4 pysnmp pytest pytz pyudev rdflib redis reportlab requests rpyc scapy scipy selenium
setuptools shapely simplejson six smbus spidev stem sympy tables tabulate termcolor tornado tweepy
vobject vtk xlrd xlwt xmltodict zeep zope.interface
"""
INDEX = {name: name for name in _BY_THEIR_OWN_NAMES.split()} | {
    "babel": "Babel",
    "Bio": "biopython",
    "bs4": "beautifulsoup4",
    "bson": "pymongo",
    "cairo": "pycairo",
    "Cheetah": "CT3",
    "cherrypy": "CherryPy",
    "Crypto": "pycryptodome",
    "cups": "pycups",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "dbus": "dbus-python",
    "django": "Django",
    "dns": "dnspython",
    "docx": "python-docx",
    "flask": "Flask",
    "formencode": "FormEncode",
    "genshi": "Genshi",
    "IPython": "ipython",
    "jinja2": "Jinja2",
    "ldap": "python-ldap",
    "magic": "python-magic",
    "mako": "Mako",
    "markdown": "Markdown",
    "markupsafe": "MarkupSafe",
    "memcache": "python-memcached",
    "mpd": "python-mpd2",
    "mpl_toolkits": "matplotlib",
    "MySQLdb": "mysqlclient",
    "nose": "pynose",
    "OpenGL": "PyOpenGL",
    "OpenSSL": "pyOpenSSL",
    "osgeo": "GDAL",
    "paste": "Paste",
    "pcap": "pypcap",
    "PIL": "Pillow",
    "progressbar": "progressbar2",
    "pyaudio": "PyAudio",
    "pygments": "Pygments",
    "pylab": "matplotlib",
    "pynotify": "notify2",
    "pythoncom": "pywin32",
    "pywintypes": "pywin32",
    "RPi": "RPi.GPIO",
    "serial": "pyserial",
    "sklearn": "scikit-learn",
    "sphinx": "Sphinx",
    "sqlalchemy": "SQLAlchemy",
    "sqlobject": "SQLObject",
    "suds": "suds-community",
    "twisted": "Twisted",
    "twitter": "python-twitter",
    "unidecode": "Unidecode",
    "usb": "pyusb",
    "validate": "configobj",
    "web": "web.py",
    "webob": "WebOb",
    "werkzeug": "Werkzeug",
    "win32api": "pywin32",
    "win32com": "pywin32",
    "win32con": "pywin32",
    "win32gui": "pywin32",
    "wmi": "WMI",
    "wx": "wxPython",
    "Xlib": "python-xlib",
    "xlsxwriter": "XlsxWriter",
    "yaml": "PyYAML",
    "zmq": "pyzmq",
}
"""What to ask pip for, by the module that it gives: its releases for Python 3 give the same one."""

_IN_PILLOW = "Pillow has it: write from PIL import {}"
REPLACED = {
    "BeautifulSoup": ("from bs4 import BeautifulSoup takes its place", "beautifulsoup4"),
    "ClientForm": ("mechanize has its forms", "mechanize"),
    "cv": ("import cv2, whose images are numpy arrays", "opencv-python"),
    "elixir": ("use the declarative classes of SQLAlchemy", "SQLAlchemy"),
    "gdata": ("use google-api-python-client", "google-api-python-client"),
    "gobject": ("write from gi.repository import GObject", "PyGObject"),
    "gtk": ("write from gi.repository import Gtk, which is another version", "PyGObject"),
    "Image": (_IN_PILLOW.format("Image"), "Pillow"),
    "ImageDraw": (_IN_PILLOW.format("ImageDraw"), "Pillow"),
    "ImageFont": (_IN_PILLOW.format("ImageFont"), "Pillow"),
    "ImageOps": (_IN_PILLOW.format("ImageOps"), "Pillow"),
    "ImageTk": (_IN_PILLOW.format("ImageTk"), "Pillow"),
    "irclib": ("use irc.client", "irc"),
    "kid": ("use Genshi, which follows it", "Genshi"),
    "mx": ("use datetime", ""),
    "Numeric": ("use numpy", "numpy"),
    "numarray": ("use numpy", "numpy"),
    "oauth2": ("use requests-oauthlib", "requests-oauthlib"),
    "psyco": ("nothing needs it: leave it out", ""),
    "pygtk": ("write from gi.repository import Gtk, which is another version", "PyGObject"),
    "pyPdf": ("use pypdf, which follows it", "pypdf"),
    "PyPDF2": ("use pypdf, which follows it", "pypdf"),
    "PyQt4": ("use PyQt5 or PyQt6", "PyQt5"),
    "pyfits": ("use astropy.io.fits", "astropy"),
    "PySide": ("use PySide6", "PySide6"),
    "SOAPpy": ("use zeep", "zeep"),
    "urlgrabber": ("use urllib.request or requests", ""),
    "xmpp": ("use slixmpp", "slixmpp"),
    "ZSI": ("use zeep", "zeep"),
}
"""For modules whose package has no release for Python 3: what to do, and what to ask pip for."""


def provider_of(module: str) -> str:
    """The package that brings a module back, as it is imported where it is a module, too."""
    return PACKAGES.get(module, "").partition("<")[0]
