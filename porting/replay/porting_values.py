"""Write values as plain JSON, and make them again: valid on Python 2.7 and 3, needs no other file.

`docs/calls.md` has the form. No code of the program runs while a value is written, and none but
class creation's own (``object.__new__``) while it is made again.
"""
# mypy: ignore-errors

from __future__ import absolute_import

import collections
import datetime
import decimal
import fractions
import io
import itertools
import json
import re
import sys
import types
import uuid

IS_PY2 = sys.version_info[0] == 2

MOST_VALUES = 4000
MOST_CHARACTERS = 1 << 18
MOST_DEPTH = 60
MOST_ITEMS = 1000

SECRET_WORDS = frozenset(
    "token tokens secret secrets session sessions password passwords passwd pwd passphrase "
    "credential credentials apikey authorization".split()
)
KEY_WORDS = frozenset(["key", "keys"])
NUMBERS_TOO = frozenset("secret secrets password passwords passwd pwd passphrase".split())
LONG_ENOUGH_TO_SCRUB = 5

# Builtins of Python 2 and what they are in 3.
RENAMED_BUILTINS = {
    "unicode": "str",
    "basestring": "str",
    "long": "int",
    "unichr": "chr",
    "xrange": "range",
    "raw_input": "input",
    "StandardError": "Exception",
    "buffer": "memoryview",
}
# What may be named in a file and is no part of the program: nothing here acts on the world.
SAFE_MODULES = frozenset("operator string math types datetime decimal fractions uuid".split())
SAFE_BUILTINS = frozenset(
    "abs all any basestring bin bool bytearray callable chr cmp complex dict divmod enumerate "
    "filter float format frozenset hash hex id int isinstance issubclass iter len list long map "
    "max min next object oct ord pow property range reversed repr round set slice sorted str sum "
    "tuple type unichr unicode xrange zip".split()
)

if IS_PY2:
    import cStringIO
    import StringIO

    BUILTINS = "__builtin__"
    TEXT, NATIVE, INTEGERS = unicode, str, (int, long)
    OLD_INSTANCE, CLASSES = types.InstanceType, (type, types.ClassType)
    STREAMS = {
        io.BytesIO: "bytes",
        io.StringIO: "unicode",
        cStringIO.InputType: "str",
        cStringIO.OutputType: "str",
    }
    VIEWS = ()
    RANGE = xrange
else:
    BUILTINS = "builtins"
    TEXT, NATIVE, INTEGERS = str, None, (int,)
    OLD_INSTANCE, CLASSES = None, (type,)
    STREAMS = {io.BytesIO: "bytes", io.StringIO: "text"}
    VIEWS = (type({}.keys()), type({}.values()), type({}.items()))
    RANGE = range

ORDERED = collections.OrderedDict
PATTERN = type(re.compile(""))
MATCH = type(re.match("", ""))
ITERATORS = tuple(
    {
        type(each)
        for each in (
            iter([]),
            iter(()),
            iter({}),
            iter(set()),
            iter(""),
            iter(b""),
            iter(RANGE(0)),
            reversed([]),
            enumerate([]),
            map(str, []),
            filter(None, []),
            zip(),
            itertools.chain(),
            itertools.count(),
            itertools.islice([], 0),
            itertools.repeat(0),
            itertools.cycle([]),
            itertools.takewhile(bool, []),
            itertools.dropwhile(bool, []),
            itertools.starmap(len, []),
            re.finditer("", ""),
        )
    }
    - {list}
) + (types.GeneratorType,)
if IS_PY2:
    ITERATORS += tuple(
        type(each)
        for each in (
            {}.iteritems(),
            {}.itervalues(),
            itertools.imap(len, []),
            itertools.ifilter(None, []),
            itertools.izip(),
        )
    )
else:
    ITERATORS += (type(iter({}.items())), type(iter({}.values())))

# Types of the library: how each is taken apart, and put together again.
MADE = {
    datetime.datetime: ("datetime.datetime", lambda v: list(v.timetuple()[:6]) + [v.microsecond]),
    datetime.date: ("datetime.date", lambda v: [v.year, v.month, v.day]),
    datetime.time: ("datetime.time", lambda v: [v.hour, v.minute, v.second, v.microsecond]),
    datetime.timedelta: ("datetime.timedelta", lambda v: [v.days, v.seconds, v.microseconds]),
    decimal.Decimal: ("decimal.Decimal", lambda v: [TEXT(v)]),
    fractions.Fraction: ("fractions.Fraction", lambda v: [v.numerator, v.denominator]),
    uuid.UUID: ("uuid.UUID", lambda v: [TEXT(v)]),
    slice: ("slice", lambda v: [v.start, v.stop, v.step]),
}
# Those of them that classes of a program are derived from.
MADE_BASES = (datetime.datetime, datetime.date, datetime.timedelta, decimal.Decimal)
DECIMAL_SLOTS = frozenset(["_exp", "_int", "_sign", "_is_special"])
MAKERS = {name: kind for kind, (name, _) in MADE.items()}
CONTENTS = (
    ("dict", dict),
    ("list", list),
    ("tuple", tuple),
    ("set", set),
    ("frozenset", frozenset),
    ("bytearray", bytearray),
)


class Refused(BaseException):
    """What a replay must not do or cannot know was asked for. `reasons` has all, in order."""

    reasons = []

    def __init__(self, reason):
        BaseException.__init__(self, reason)
        Refused.reasons.append(reason)


def words_of(name):
    """The words in an identifier: ``apiKey``, ``api_key`` and ``API-KEY`` are "api" and "key"."""
    split = re.sub("([a-z0-9])([A-Z])", r"\1 \2", name)
    return [word for word in re.split("[^a-z0-9]+", split.lower()) if word]


class Masks(object):
    """Keeps secrets out: what goes by a telling name becomes a word of our own.

    `also` are more names to mask, `kept` those not to. The same secret gets the same word.
    """

    def __init__(self, also=(), kept=()):
        self.also = frozenset(also)
        self.kept = frozenset(kept)
        self.words = {}
        self.names = set()

    def asks_for(self, name):
        """ "text" where strings by this name are secret, "all" where numbers are, too, or None.

        A name that says nothing but "key" holds a dictionary's key far more often than a secret:
        "long" asks for strings that look like one.
        """
        if not isinstance(name, (str, TEXT)) or name in self.kept:
            return None
        if name in self.also:
            return "all"
        words = words_of(name)
        if NUMBERS_TOO.intersection(words):
            return "all"
        if SECRET_WORDS.intersection(words):
            return "text"
        if KEY_WORDS.intersection(words):
            others = [word for word in words if word.isalpha() and word not in KEY_WORDS]
            return "text" if others else "long"
        return None

    def word_for(self, secret, name):
        self.names.add(name)
        return self.words.setdefault(secret, "masked-%d" % (len(self.words) + 1))

    def is_secret(self, mask, value):
        if mask == "long":
            text = value if isinstance(value, TEXT) else value.decode("latin-1")
            return (
                len(text) >= 16
                and re.match(r"[A-Za-z0-9+/=_.-]+$", text) is not None
                and re.search("[0-9]", text) is not None
                and re.search("[A-Za-z]", text) is not None
            )
        return bool(value)

    def scrub(self, text):
        """Take secrets out of a text that is not masked as a whole."""
        for secret, word in self.words.items():
            plain = secret if isinstance(secret, TEXT) else secret.decode("latin-1")
            if len(plain) >= LONG_ENOUGH_TO_SCRUB and plain in text:
                text = text.replace(plain, word)
        return text


class Encoder(object):
    """Writes the values of one call.

    `names` finds the path of a class or function of the program (see `Index`); `masks` is None
    where nothing is secret. With `is_last` iterators are used up to see what they give. Numbers of
    objects last for the encoder, so that an object has the same before and after the call.
    """

    def __init__(self, names, masks=None, is_last=False, numbers=None):
        self.names = names
        self.masks = masks
        self.is_last = is_last
        self.numbers = dict(numbers or {})
        self.counter = itertools.count(max(self.numbers.values()) + 1 if self.numbers else 1)
        self.kept = []
        self.lost = set()

    def snapshot(self, values, names=()):
        """Write values that may share parts; each has the name that goes with it, or None."""
        self.seen = set()
        self.left = MOST_VALUES
        self.characters = MOST_CHARACTERS
        names = list(names) + [None] * (len(values) - len(names))
        return [self._encode(each, 0, self._mask(name), name) for each, name in zip(values, names)]

    def _mask(self, name, mask=None):
        return (self.masks.asks_for(name) if self.masks else None) or mask

    def _lose(self, reason):
        self.lost.add(reason)
        return {"lost": reason}

    def _encode(self, value, depth, mask=None, name=None):
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is Lost:
            return {"lost": LOST_REASONS[id(value)]}
        if kind in INTEGERS:
            if mask == "all":
                self.masks.names.add(name)
                value = kind(0)
            return value if kind is int else {"long": str(value)}
        if kind is float:
            return {"float": repr(value)}
        if kind is complex:
            return {"complex": [repr(value.real), repr(value.imag)]}
        self.left -= 1
        if self.left < 0 or depth > MOST_DEPTH:
            return self._lose("it is part of more than %d values" % MOST_VALUES)
        if kind is TEXT or kind is bytes:
            return self._string(value, kind, mask, name)
        if value is Ellipsis or value is NotImplemented:
            return {"constant": "Ellipsis" if value is Ellipsis else "NotImplemented"}
        if kind in MADE:
            label, take = MADE[kind]
            if getattr(value, "tzinfo", None) is not None:
                return self._lose("a time with a time zone")
            return {"made": label, "from": [self._encode(each, depth + 1) for each in take(value)]}
        if kind is RANGE:
            if IS_PY2:
                _, (start, stop, step) = value.__reduce__()
                return {"range": [start, stop, step]}
            return {"range": [value.start, value.stop, value.step]}
        if isinstance(value, CLASSES):
            path = self.names.name_of_class(value)
            return {"class": path} if path else self._lose("a class that no name leads to")
        if kind is types.ModuleType:
            return {"module": value.__name__}
        if kind in (types.FunctionType, types.BuiltinFunctionType, types.MethodType):
            return self._function(value, kind, depth)
        number = self.numbers.get(id(value))
        if number is None:
            number = self.numbers[id(value)] = next(self.counter)
            self.kept.append(value)
        if number in self.seen:
            return {"ref": number}
        self.seen.add(number)
        found = self._object(value, kind, depth, mask, name)
        if "lost" not in found:
            found["id"] = number
        return found

    def _string(self, value, kind, mask, name):
        self.characters -= len(value)
        if self.characters < 0:
            return self._lose("its strings have more than %d characters" % MOST_CHARACTERS)
        if mask and self.masks.is_secret(mask, value):
            value = kind(
                self.masks.word_for(value, name)
                if kind is TEXT or IS_PY2
                else self.masks.word_for(value, name).encode()
            )
        label = ("unicode" if IS_PY2 else "text") if kind is TEXT else "str" if IS_PY2 else "bytes"
        return {label: value if kind is TEXT else value.decode("latin-1")}

    def _function(self, value, kind, depth):
        if kind is types.MethodType and value.__self__ is not None:
            owner = self._encode(value.__self__, depth + 1)
            if "lost" in (owner or ()):
                return owner
            return {"method": value.__func__.__name__, "self": owner}
        path = self.names.name_of_function(getattr(value, "__func__", value))
        return {"function": path} if path else self._lose("a function that no name leads to")

    def _object(self, value, kind, depth, mask, name):
        if kind is dict:
            return {"dict": self._pairs(value, depth, mask)}
        for label, base in CONTENTS[1:]:
            if kind is base:
                return {label: self._items(label, value, depth, mask, name)}
        if kind is PATTERN:
            flags = value.flags & ~re.UNICODE if not IS_PY2 else value.flags
            pattern = self._encode(value.pattern, depth + 1)
            return {"pattern": pattern, "flags": int(flags)}
        if kind is MATCH:
            pattern, string = self._list([value.re, value.string], depth)
            at = [value.start(), value.end(), value.endpos]
            return {"match": pattern, "string": string, "at": at}
        if kind in STREAMS:
            if value.closed:
                return self._lose("a closed %s" % kind.__name__)
            content = self._encode(value.getvalue(), depth + 1, mask, name)
            return {"stream": STREAMS[kind], "content": content, "position": value.tell()}
        if IS_PY2 and kind is file:
            return self._file(value, depth)
        if kind in VIEWS:
            return {"view": kind.__name__, "items": self._list(list(value), depth)}
        if kind in ITERATORS:
            return self._iterator(value, kind, depth)
        if kind is collections.deque:
            return {"deque": self._list(list(value), depth)}
        if kind is collections.defaultdict:
            factory = self._encode(value.default_factory, depth + 1)
            return {"defaultdict": self._pairs(value, depth, mask), "factory": factory}
        if kind is ORDERED:
            return {"ordered": self._pairs(value, depth, mask)}
        if kind is OLD_INSTANCE:
            return self._instance(value, value.__class__, value.__dict__, depth)
        return self._instance(value, kind, attributes_of(value, kind), depth)

    def _instance(self, value, kind, attributes, depth):
        if IS_PY2 and kind is StringIO.StringIO:
            try:
                content = self._encode(value.getvalue(), depth + 1)
            except UnicodeDecodeError:
                return self._lose("a StringIO of bytes and unicode")
            return {"stream": "str", "content": content, "position": value.pos}
        if kind is object:
            path = self.names.name_of_constant(value)
            return {"sentinel": path} if path else self._lose("an object() that no name leads to")
        is_error = isinstance(kind, type) and issubclass(kind, BaseException)
        path = self.names.name_of_class(kind)
        if path is None:
            return self._lose("an instance of %s, to which no name leads" % kind.__name__)
        if not is_error and not self.names.is_own(kind):
            return self._lose("a %s" % path.replace(":", ".").replace(BUILTINS + ".", ""))
        found = {"instance": path}
        if is_error:
            arguments = BaseException.args.__get__(value)
            found["arguments"] = self._list(arguments, depth)
        content = self._content(value, kind, depth)
        if content is not None and "lost" in content:
            return content
        if content is not None:
            found["content"] = content
        found["attributes"] = {}
        hidden = DECIMAL_SLOTS if is_kind(kind, decimal.Decimal) else ()
        for name in sorted(attributes):
            if name in hidden:
                continue
            if isinstance(name, (str, TEXT)) and not name.startswith("_OrderedDict__"):
                encoded = self._encode(attributes[name], depth + 1, self._mask(name), name)
                found["attributes"][name] = encoded
        return found

    def _content(self, value, kind, depth):
        """What an instance has as a kind of list, string, number and so on."""
        if not isinstance(kind, type) or issubclass(kind, BaseException):
            return None
        if issubclass(kind, dict):
            label = "ordered" if issubclass(kind, ORDERED) else "dict"
            return {label: self._pairs(value, depth)}
        for label, base in CONTENTS[1:]:
            if issubclass(kind, base):
                return {label: self._items(label, value, depth)}
        for base in (bytes, TEXT, float) + INTEGERS:
            if issubclass(kind, base):
                return {"plain": self._encode(plain_of(value, base), depth + 1)}
        for base in MADE_BASES:
            if issubclass(kind, base):
                label, take = MADE[base]
                return {"made": label, "from": [self._encode(each, depth) for each in take(value)]}
        if kind in KNOWN_BASES or any(base in KNOWN_BASES for base in kind.__mro__):
            return self._lose("a %s, which is a %s" % (kind.__name__, known_base(kind)))
        return None

    def _items(self, label, value, depth, mask=None, name=None):
        if label == "bytearray":
            return bytes(value).decode("latin-1")
        base = dict(CONTENTS)[label]
        return self._list(list(base.__iter__(value)), depth, mask, name)

    def _list(self, items, depth, mask=None, name=None):
        return [self._encode(each, depth + 1, mask, name) for each in items]

    def _pairs(self, value, depth, mask=None):
        pairs = []
        items = (
            [(key, dict.__getitem__(value, key)) for key in ORDERED.__iter__(value)]
            if isinstance(value, ORDERED)
            else list(dict.items(value))
        )
        for key, item in items:
            name = key if type(key) in (str, TEXT) else None
            known = self._encode(key, depth + 1)
            pairs.append([known, self._encode(item, depth + 1, self._mask(name, mask), name)])
        return pairs

    def _file(self, value, depth):
        if value.closed or value.mode.strip("bU") != "r":
            return self._lose("a file that is %s" % ("closed" if value.closed else "written to"))
        try:
            position = value.tell()
            with io.open(value.name, "rb") as stream:
                content = stream.read(MOST_CHARACTERS + 1)
        except (EnvironmentError, ValueError):
            return self._lose("an open file")
        content = self._encode(content, depth + 1)
        kind = "bytes" if "b" in value.mode else "str"
        return {"stream": kind, "content": content, "position": position}

    def _iterator(self, value, kind, depth):
        if not self.is_last:
            return self._lose("an iterator (%s), which can be used only once" % kind.__name__)
        items, end = [], None
        try:
            for item in itertools.islice(value, MOST_ITEMS):
                items.append(self._encode(item, depth + 1))
        except Exception as error:
            end = self._encode(error, depth + 1)
        return {"iterator": kind.__name__, "items": items, "end": end}


def is_kind(kind, base):
    return isinstance(kind, type) and issubclass(kind, base)


def known_base(kind):
    return next(base.__name__ for base in kind.__mro__ if base in KNOWN_BASES)


KNOWN_BASES = frozenset([io.IOBase, type, types.ModuleType] + ([file] if IS_PY2 else []))


def plain_of(value, base):
    """The string or number that an instance of a class of its own is."""
    if base in (bytes, TEXT):
        return base.__getitem__(value, slice(None))
    return base.__pos__(value) if base is not bool else bool(value)


def attributes_of(value, kind):
    """An instance's own attributes, slots included, without asking the program's code."""
    found = {}
    for base in reversed(kind.__mro__):
        slots = base.__dict__.get("__slots__", ())
        for slot in (slots,) if isinstance(slots, (str, TEXT)) else slots:
            mangled = slot
            if slot.startswith("__") and not slot.endswith("__"):
                mangled = "_%s%s" % (base.__name__.lstrip("_"), slot)
            member = base.__dict__.get(mangled)
            if isinstance(member, types.MemberDescriptorType):
                try:
                    found[mangled] = member.__get__(value, kind)
                except AttributeError:
                    pass
    try:
        found.update(object.__getattribute__(value, "__dict__"))
    except AttributeError:
        pass
    return found


# -- names -------------------------------------------------------------------------------------


class Index(object):
    """The classes and functions of the program's own modules, by the names that lead to them.

    A name is ``module:path``; the steps of a path are attributes, joined by dots. After a property
    come ``fget``, ``fset`` or ``fdel``; ``wrapped`` is what a decorator's function holds of the
    same name. `modules` maps the names that files are known by to modules.
    """

    def __init__(self, is_own_module):
        self.is_own_module = is_own_module
        self.aliases = {}
        self.classes = {}
        self.codes = {}
        self.kept = []
        self.sizes = {}

    def name_of_module(self, name):
        return self.aliases.get(name, name)

    def is_own(self, kind):
        module = getattr(kind, "__module__", None)
        return isinstance(module, (str, TEXT)) and self.is_own_module(module)

    def name_of_class(self, kind):
        module = kind.__dict__.get("__module__") if hasattr(kind, "__dict__") else None
        if not isinstance(module, (str, TEXT)):
            module = getattr(kind, "__module__", BUILTINS)
        if self.is_own_module(module):
            path = self._found(self.classes, id(kind), module)
            return "%s:%s" % (self.name_of_module(module), path) if path else None
        known = vars(sys.modules[module]) if module in sys.modules else {}
        if known.get(kind.__name__) is not kind:
            return None
        return "%s:%s" % (module, kind.__name__)

    def name_of_function(self, function):
        module = getattr(function, "__module__", None)
        code = getattr(function, "__code__", None)
        if code is not None and module and self.is_own_module(module):
            path = self._found(self.codes, id(code), module)
            return "%s:%s" % (self.name_of_module(module), path) if path else None
        name = getattr(function, "__name__", "")
        if code is None and module == BUILTINS and name in SAFE_BUILTINS:
            return "%s:%s" % (module, name)
        if module in SAFE_MODULES and getattr(sys.modules.get(module), name, None) is function:
            return "%s:%s" % (module, name)
        return None

    def name_of_constant(self, value):
        for name in list(sys.modules):
            module = sys.modules[name]
            if module is not None and self.is_own_module(name):
                for each, found in list(vars(module).items()):
                    if found is value:
                        return "%s:%s" % (self.name_of_module(name), each)
        return None

    def path_of_code(self, code, module):
        """The path below its module that leads to a function, or None."""
        return self._found(self.codes, id(code), module)

    def _found(self, table, key, module):
        if key not in table and module in sys.modules:
            space = vars(sys.modules[module])
            if self.sizes.get(module) != len(space):
                self.sizes[module] = len(space)
                self._walk(space, "", module, 0)
        return table.get(key)

    def read_all(self):
        """Look at all modules, again: classes may have got methods since."""
        for module in list(sys.modules):
            if sys.modules[module] is not None and self.is_own_module(module):
                space = vars(sys.modules[module])
                self.sizes[module] = len(space)
                self._walk(space, "", module, 0)

    def _walk(self, space, prefix, module, depth):
        for name, value in sorted(space.items(), key=lambda pair: str(pair[0])):
            path = prefix + str(name)
            if isinstance(value, CLASSES):
                if getattr(value, "__module__", None) == module and id(value) not in self.classes:
                    self.classes[id(value)] = path
                    self.kept.append(value)
                is_here = self.classes.get(id(value)) == path
                if is_here and depth < 5:
                    self._walk(dict(vars(value)), path + ".", module, depth + 1)
                continue
            for step, function in functions_in(value):
                if getattr(function, "__module__", None) == module:
                    self.codes.setdefault(id(function.__code__), path + step)
                    self.kept.append(function.__code__)


def functions_in(value):
    """The functions that an attribute of a class or module leads to, each with the steps to it."""
    if isinstance(value, property):
        for accessor in ("fget", "fset", "fdel"):
            for step, function in functions_in(getattr(value, accessor)):
                yield "." + accessor + step, function
        return
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__get__(None, object)
    value = getattr(value, "__func__", value) if isinstance(value, types.MethodType) else value
    if isinstance(value, types.FunctionType):
        yield "", value
        for cell in value.__closure__ or ():
            try:
                inner = cell.cell_contents
            except ValueError:
                continue
            if isinstance(inner, types.FunctionType) and inner is not value:
                if inner.__module__ == value.__module__:
                    yield ".wrapped", inner
                    return


def find(path, root):
    """What a path leads to, from a module; and the class that holds it, or None.

    Raises:
        AttributeError: nothing there has that name.
    """
    owner, value = None, root
    for step in path.split("."):
        if step in ("fget", "fset", "fdel") and isinstance(value, property):
            value = getattr(value, step)
        elif step == "wrapped" and isinstance(value, types.FunctionType):
            value = next(inner for steps, inner in functions_in(value) if steps)
        else:
            owner = value if isinstance(value, CLASSES) else None
            value = raw_attribute(value, step)
    return value, owner


def raw_attribute(value, name):
    """An attribute as it is stored: a property stays one."""
    if isinstance(value, CLASSES):
        for base in getattr(value, "__mro__", (value,)):
            if name in vars(base):
                found = vars(base)[name]
                if isinstance(found, (staticmethod, classmethod)):
                    found = found.__get__(None, value)
                    found = getattr(found, "__func__", found)
                return found
        return getattr(value, name)
    return getattr(value, name)


# -- made again --------------------------------------------------------------------------------


LOST_REASONS = {}


class Lost(object):
    """Stands for a value that was not kept. Whatever is done with it ends the replay."""

    def __init__(self, reason):
        LOST_REASONS[id(self)] = reason
        KEPT_LOST.append(self)

    def __getattribute__(self, name):
        raise Refused("it needs a value that was not kept: " + LOST_REASONS[id(self)])


KEPT_LOST = []


def _refuse(self, *arguments):
    raise Refused("it needs a value that was not kept: " + LOST_REASONS[id(self)])


for _name in (
    "call len iter getitem setitem delitem contains add radd mul rmul mod rmod sub rsub eq ne lt "
    "le gt ge hash str repr unicode bytes bool nonzero cmp int long float index enter exit next "
    "get set format setattr delattr instancecheck div truediv floordiv and or xor neg pos abs"
).split():
    setattr(Lost, "__%s__" % _name, _refuse)


class Decoder(object):
    """Makes the values of one call again.

    `world` finds modules and knows which are the program's own (see player.py). `choices` says for
    places (see `place`) whether a native string of Python 2 is "text" or "bytes" here.
    """

    def __init__(self, world, choices=None):
        self.world = world
        self.choices = choices or {}
        self.objects = {}

    def decode(self, value, place):
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, INTEGERS):
            return value
        for tag in value:
            maker = getattr(self, "_" + tag, None)
            if maker is not None:
                return maker(value, place)
        raise ValueError("unknown value %r" % sorted(value))

    def _keep(self, value, made):
        if "id" in value:
            self.objects[value["id"]] = made
        return made

    def _ref(self, value, place):
        return self.objects[value["ref"]]

    def _lost(self, value, place):
        return Lost(value["lost"])

    def _long(self, value, place):
        return INTEGERS[-1](value["long"])

    def _float(self, value, place):
        return float(value["float"])

    def _complex(self, value, place):
        return complex(*map(float, value["complex"]))

    def _str(self, value, place):
        data = value["str"].encode("latin-1")
        if IS_PY2 or self.choices.get(place) == "bytes":
            return data
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("latin-1")

    def _unicode(self, value, place):
        return value["unicode"]

    def _bytearray(self, value, place):
        return self._keep(value, bytearray(value["bytearray"].encode("latin-1")))

    def _constant(self, value, place):
        return Ellipsis if value["constant"] == "Ellipsis" else NotImplemented

    def _made(self, value, place):
        parts = [self.decode(each, place) for each in value["from"]]
        return MAKERS[value["made"]](*parts)

    def _range(self, value, place):
        return RANGE(*value["range"])

    def _class(self, value, place):
        return self.world.find_class(value["class"], self.choices.get(place))

    def _function(self, value, place):
        return self.world.find_function(value["function"])

    def _method(self, value, place):
        return getattr(self.decode(value["self"], place), value["method"])

    def _module(self, value, place):
        return self.world.find_module(value["module"])

    def _sentinel(self, value, place):
        module, _, name = value["sentinel"].partition(":")
        return vars(self.world.own_module(module))[name]

    def _list(self, value, place):
        made = self._keep(value, [])
        made.extend(self.decode(each, place + "[]") for each in value["list"])
        return made

    def _deque(self, value, place):
        made = self._keep(value, collections.deque())
        made.extend(self.decode(each, place + "[]") for each in value["deque"])
        return made

    def _tuple(self, value, place):
        parts = (self.decode(each, "%s[%d]" % (place, n)) for n, each in enumerate(value["tuple"]))
        return self._keep(value, tuple(parts))

    def _set(self, value, place):
        return self._keep(value, set(self.decode(each, place + "[]") for each in value["set"]))

    def _frozenset(self, value, place):
        parts = frozenset(self.decode(each, place + "[]") for each in value["frozenset"])
        return self._keep(value, parts)

    def _dict(self, value, place):
        return self._fill(self._keep(value, {}), value["dict"], place)

    def _ordered(self, value, place):
        return self._fill(self._keep(value, ORDERED()), value["ordered"], place)

    def _defaultdict(self, value, place):
        made = collections.defaultdict(self.decode(value["factory"], place))
        return self._fill(self._keep(value, made), value["defaultdict"], place)

    def _fill(self, made, pairs, place):
        for key, item in pairs:
            known = self.decode(key, place + "{}")
            type(made).__setitem__(made, known, self.decode(item, inside(place, key)))
        return made

    def _pattern(self, value, place):
        pattern = self.decode(value["pattern"], place)
        flags = value["flags"]
        return self._keep(value, re.compile(pattern, flags))

    def _match(self, value, place):
        pattern, string = self.decode(value["match"], place), self.decode(value["string"], place)
        start, end, stop = value["at"]
        found = pattern.match(string, start, stop)
        if found is None or found.end() != end:
            return Lost("a match that is not the same here")
        return self._keep(value, found)

    def _stream(self, value, place):
        kind, content = value["stream"], value["content"]
        data = self.decode(content, place)
        if IS_PY2:
            made = io.StringIO(data) if kind == "unicode" else io.BytesIO(data)
            if kind == "str":
                made = StringIO.StringIO(data)
        elif isinstance(data, bytes) or kind == "bytes":
            raw = content.get("str", content.get("bytes", ""))
            made = io.BytesIO(raw.encode("latin-1"))
        else:
            made = io.StringIO(data)
        made.seek(value["position"])
        return self._keep(value, made)

    def _instance(self, value, place):
        kind = self.world.find_class(value["instance"])
        if not isinstance(kind, type):
            made = types.InstanceType(kind)
        elif issubclass(kind, BaseException):
            made = kind.__new__(kind)
        else:
            made = self._new(kind, value.get("content"), place)
        self._keep(value, made)
        if "arguments" in value:
            made.args = tuple(
                self.decode(each, "%s[%d]" % (place, number))
                for number, each in enumerate(value["arguments"])
            )
        self._pour(made, kind, value.get("content"), place)
        name = value["instance"].partition(":")[2]
        for attribute, each in sorted(value["attributes"].items()):
            known = self.decode(each, "%s.%s" % (name, attribute))
            if isinstance(kind, type):
                object.__setattr__(made, str(attribute), known)
            else:
                made.__dict__[str(attribute)] = known
        return made

    def _new(self, kind, content, place):
        if content is None:
            return object.__new__(kind)
        for base in (ORDERED, dict, list, set, bytearray):
            if issubclass(kind, base):
                made = base.__new__(kind)
                if base is ORDERED:
                    ORDERED.__init__(made)
                return made
        if "plain" in content:
            plain = self.decode(content["plain"], place)
            if issubclass(kind, bytes) and isinstance(plain, TEXT):
                plain = content["plain"]["str"].encode("latin-1")
            elif issubclass(kind, TEXT) and isinstance(plain, bytes):
                plain = plain.decode("latin-1")
            base = next(each for each in kind.__mro__ if each in (bytes, TEXT, float) + INTEGERS)
            return base.__new__(kind, plain)
        if "made" in content:
            parts = [self.decode(each, place) for each in content["from"]]
            return MAKERS[content["made"]].__new__(kind, *parts)
        parts = self.decode(content, place)
        return type(parts).__new__(kind, parts)

    def _pour(self, made, kind, content, place):
        if isinstance(made, (dict, list, set, bytearray)) and content:
            parts = self.decode(content, place)
            base = next(each for each in kind.__mro__ if each in (dict, list, set, bytearray))
            if base is dict:
                for key, item in parts.items():
                    (ORDERED if "ordered" in content else dict).__setitem__(made, key, item)
            else:
                (base.update if base is set else base.extend)(made, parts)


def inside(place, key):  # type: (str, object) -> str
    """The place of a dictionary's value: strings name it, other keys do not tell values apart."""
    for tag in ("str", "unicode", "text", "bytes"):
        if isinstance(key, dict) and tag in key:
            return "%s[%s]" % (place, dumps(key[tag])) if len(key[tag]) < 40 else place + "[...]"
    return place + "[...]"


def dumps(data):
    """ASCII JSON, short."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"))
