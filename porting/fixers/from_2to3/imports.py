from porting.fixers.bases.moved_modules import MovedModules
from porting.project.language import Language

MODULES = {
    "BaseHTTPServer": "http.server",
    "CGIHTTPServer": "http.server",
    "ConfigParser": "configparser",
    "Cookie": "http.cookies",
    "Dialog": "tkinter.dialog",
    "DocXMLRPCServer": "xmlrpc.server",
    "FileDialog": "tkinter.filedialog",
    "HTMLParser": "html.parser",
    "Queue": "queue",
    "ScrolledText": "tkinter.scrolledtext",
    "SimpleDialog": "tkinter.simpledialog",
    "SimpleHTTPServer": "http.server",
    "SimpleXMLRPCServer": "xmlrpc.server",
    "SocketServer": "socketserver",
    "StringIO": "io",
    "Tix": "tkinter.tix",
    "Tkconstants": "tkinter.constants",
    "Tkdnd": "tkinter.dnd",
    "Tkinter": "tkinter",
    "UserList": "collections",
    "UserString": "collections",
    "__builtin__": "builtins",
    "_winreg": "winreg",
    "cPickle": "pickle",
    "cStringIO": "io",
    "commands": "subprocess",
    "cookielib": "http.cookiejar",
    "copy_reg": "copyreg",
    "dbhash": "dbm.bsd",
    "dbm": "dbm.ndbm",
    "dumbdbm": "dbm.dumb",
    "dummy_thread": "_dummy_thread",
    "gdbm": "dbm.gnu",
    "htmlentitydefs": "html.entities",
    "httplib": "http.client",
    "markupbase": "_markupbase",
    "repr": "reprlib",
    "robotparser": "urllib.robotparser",
    "thread": "_thread",
    "tkColorChooser": "tkinter.colorchooser",
    "tkCommonDialog": "tkinter.commondialog",
    "tkFileDialog": "tkinter.filedialog",
    "tkFont": "tkinter.font",
    "tkMessageBox": "tkinter.messagebox",
    "tkSimpleDialog": "tkinter.simpledialog",
    "ttk": "tkinter.ttk",
    "urlparse": "urllib.parse",
    "xmlrpclib": "xmlrpc.client",
}


class Imports(MovedModules):
    r"""Give the modules of the standard library their new names.

    Python 3 put its library in order: modules with capitals got small letters,
    relatives moved into one package (``http``, ``tkinter``, ``xmlrpc``), and a
    slow module and its fast twin in C became one (``StringIO`` and ``cStringIO``).

    Before::

        import ConfigParser, os
        from cStringIO import StringIO
        import cPickle as pickle

        settings = ConfigParser.ConfigParser()

    After::

        import configparser, os
        from io import StringIO
        import pickle as pickle

        settings = configparser.ConfigParser()

    Left alone, because only what follows a plain import is renamed::

        parser = ConfigParser.ConfigParser()
        import xmlrpclib.helpers

    Limits: the module's name without a dot behind it keeps its old name, and so does a
    decorator. Not all that a module held has moved: ``UserList.UserList`` is
    ``collections.UserList`` now, but ``commands.getoutput`` lost its neighbours, and
    ``io.StringIO`` takes text only.
    Source: https://peps.python.org/pep-3108/
    """

    name = "imports"
    written_in = Language.HALF
    modules = MODULES
    triggers = frozenset(MODULES)
    in_strings = False
