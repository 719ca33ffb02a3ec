"""Why the analysis takes an expression for bytes or text, and what is wrong where both meet.

Reasons, sinks and problems are data: decisions look at them, and never at their words. A member's
value is the words that a person reads, in which ``{source}`` stands for the source of the
expression in question and ``{about}`` for what else there is to tell.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from porting.flow.domain.kinds import Kind
from porting.result import Shows


class Reason(Enum):
    """What one step of a chain of evidence says of an expression.

    `Step.about` is, behind each member, what it has to be: nothing, a name, a kind of string, a
    sink, or one of the classes below.
    """

    # Where values come from
    IS = "{source}"
    BYTES_LITERAL = "{source} is a bytes literal"
    TEXT_LITERAL = "{source} is a text literal"
    BINARY_LITERAL = "{source} is bytes, since its escapes are not valid UTF-8"
    NAME_ATTRIBUTE = "{source} is a name, and so text"
    RETURNS = "{source} returns {about}"  # a type, as in `porting.flow.knowledge.library`
    IN_MEMORY = "{source} is an in-memory file"
    TEXT_FILE = "{source} is a text file"
    OVERRIDES = "`{about.name}` is bytes, as in `{about.method}`, which this overrides"
    UNPACKED = "`{about}` is a binary file, since `struct.unpack` takes {source}"  # a name
    SEEN_ARGUMENT = "`{about.name}` was {about}"  # Seen
    SEEN_RESULT = "{source} was {about}"  # Seen
    ANNOTATED = "`{about}` is annotated as {source}"  # a name
    RESULT_ANNOTATED = "its return value is annotated as {source}"
    ITEM = "{source} is a number"
    ITEMS = "the items of {source} are numbers"
    # How they travel
    NAMED = "`{about}` is {source}"  # a name; that of an attribute begins with a dot
    RETURNS_IT = "{source} returns it"
    RETURNED_TOO = "the function also returns {source}"
    # What is done with them
    MEETS = "{source} meets {about}"  # a kind, or "a string"
    MAY_BE_BYTES = "{source} may be bytes"
    SEARCHES = "{source} searches {about}"  # a kind
    BYTE_NUMBER = "{source} is the value of a byte"
    BYTE_TABLE = "{source} is a translation table for bytes"
    WRITES_BYTES = "{source} writes bytes"
    COPIES = "{source} copies it into a binary file"
    DECODES = "{source} decodes it"
    DECODES_FILE = "{source} decodes what was read"
    DECODED_AT_ENTRY = "{source} is decoded where it comes in"
    ENTRY = "{source} returns bytes, which are decoded right there"
    ENDS_LINE = "{source} ends with a newline"
    ENCODED_NATIVE = "{source} made a `str`, which is text in Python 3"
    # Where they go
    TAKES_BYTES = "{about} takes only bytes: {source}"  # a sink
    TAKES_FILE = "{about} files: {source}"  # Files
    READS_ENCODING = "`{about}` reads the encoding from the file: {source}"  # a name
    TAKES_CODES = "`{about}` takes what `chr` made as bytes: {source}"  # a name
    LEAVES = "{source} is used as text: {about}"  # a sink
    # Literals that are not ASCII
    NOT_ASCII = "{source} is not ASCII"
    NOT_UTF8 = "{source} is written to it and is not UTF-8"
    BYTE_ESCAPES = "{source} is passed where bytes may go, and its escapes are bytes"
    UTF8_ESCAPES = "{source} is text, and its escapes spell the bytes of UTF-8"


SEEN = frozenset((Reason.SEEN_ARGUMENT, Reason.SEEN_RESULT))
"""What is known from a run alone."""


@dataclass(frozen=True)
class Overridden:
    """A parameter of a method is what it is in the method of the library that this overrides."""

    name: str
    method: str


@dataclass(frozen=True)
class Seen:
    """A parameter, or ("") what a function returns, was of a kind in each call of a run."""

    name: str
    kind: str
    calls: int
    function: str

    def __str__(self) -> str:
        calls = "1 call" if self.calls == 1 else f"{self.calls} calls"
        return f"{self.kind} in a run under Python 2.7, in {calls} of `{self.function}`"


@dataclass(frozen=True)
class Files:
    """A function takes files of a kind."""

    function: str
    kind: Kind

    def __str__(self) -> str:
        return f"`{self.function}` takes only {'binary' if self.kind is Kind.BYTES else 'text'}"


class Role(Enum):
    """What a use is asked for."""

    SINK = auto()
    """Whether the value is of the kind that is taken, and what to do if not."""
    FILE = auto()
    """Of which kind a file has to be."""
    STREAM = auto()
    """Of which kind a file in memory has to be."""
    ITEM = auto()
    """Whether an item of bytes may be the number that it is in Python 3."""
    OTHER = auto()
    """What concerns one fixer alone."""


class Where(Enum):
    """What takes a value or does something with it.

    `demand` is the kind of string that it takes alone, None where it takes any. `words` follow "it
    is used as text: ..." or precede "... takes only bytes"; ``{name}`` in them is `Sink.name`.
    """

    role: Role
    demand: Kind | None
    words: str

    def __new__(cls, role: Role, demand: Kind | None, words: str) -> Where:
        made = object.__new__(cls)
        made._value_ = len(cls.__members__)
        made.role, made.demand, made.words = role, demand, words
        return made

    # Text alone
    PRINTED = (Role.SINK, Kind.TEXT, "it is printed")
    FORMATTED = (Role.SINK, Kind.TEXT, "it is formatted into text")
    SHOWN = (Role.SINK, Kind.TEXT, "`str()` shows it")
    F_STRING = (Role.SINK, Kind.TEXT, "an f-string shows it")
    HELD = (Role.SINK, Kind.TEXT, "the container that holds it is shown")
    EXCEPTION = (Role.SINK, Kind.TEXT, "it goes into the message of an exception")
    ADDED = (Role.SINK, Kind.TEXT, "text is added to it")
    JOINED = (Role.SINK, Kind.TEXT, "it is joined with text")
    COMPARED = (Role.SINK, Kind.TEXT, "it is compared with text")
    LOOKED_FOR = (Role.SINK, Kind.TEXT, "it is looked for among text")
    KEY = (Role.SINK, Kind.TEXT, "it is looked up among keys that are text")
    SEARCHED = (Role.SINK, Kind.TEXT, "a text pattern searches it")
    REPLACEMENT = (Role.SINK, Kind.TEXT, "it is put into text")
    RECEIVER = (Role.SINK, Kind.TEXT, "its method takes a text argument")
    ARGUMENT = (Role.SINK, Kind.TEXT, "a method of text takes it")
    ENCODING_NAME = (Role.SINK, Kind.TEXT, "it names an encoding")
    WRITTEN = (Role.SINK, Kind.TEXT, "it is written to a text file")
    SHOWS_OBJECT = (Role.SINK, Kind.TEXT, "the method that returns it must return text")
    RETURNED_AS_TEXT = (Role.SINK, Kind.TEXT, "`{name}`, which this method overrides, returns text")
    TAKES_TEXT = (Role.SINK, Kind.TEXT, "`{name}` takes only text")
    JOINED_BY = (Role.SINK, Kind.TEXT, "`{name}` joins it with text")
    # Bytes alone
    TAKES_BYTES = (Role.SINK, Kind.BYTES, "`{name}`")
    BYTES_FORMATTED = (Role.SINK, Kind.BYTES, "a bytes literal that is formatted")
    RETURNED_AS_BYTES = (
        Role.SINK,
        Kind.BYTES,
        "the caller of `{name}`, which this method overrides,",
    )
    ATTRIBUTE = (Role.SINK, Kind.BYTES, "`.{name}`")
    BUFFER = (Role.SINK, Kind.BYTES, "a buffer")
    BINARY_FILE = (Role.SINK, Kind.BYTES, "a binary file")
    # Files, or what was read from them
    FILE_OF_TEXT = (Role.FILE, Kind.TEXT, "it is used as a text file")
    FILE_OF_BYTES = (Role.FILE, Kind.BYTES, "it is used as a binary file")
    FILE_ELSEWHERE = (Role.FILE, None, "it goes where nobody knows what happens to it")
    FILE_CONTENT = (Role.OTHER, Kind.TEXT, "it is written to what may be a text file")
    LINES_OF_FILE = (Role.OTHER, None, "a loop goes over its lines")
    # Files in memory
    STREAM = (Role.OTHER, None, "it is made")
    STREAM_WRITTEN = (Role.STREAM, None, "something is written into it")
    STREAM_OF_TEXT = (Role.STREAM, Kind.TEXT, "it is used as a text file")
    STREAM_OF_BYTES = (Role.STREAM, Kind.BYTES, "it is used as a binary file")
    STREAM_CUT = (Role.OTHER, None, "it is truncated")
    # Items of bytes
    ITEM_AS_STRING = (Role.ITEM, None, "an item is used as a string")
    ITEM_SHOWN = (Role.ITEM, None, "an item is printed, as a number can be")
    ITEM_AS_NUMBER = (Role.ITEM, None, "an item is given to `ord`")
    # Others
    ROW_FORMATTED = (Role.OTHER, None, "it is formatted into text")
    CONTAINER_SHOWN = (Role.OTHER, None, "a container is shown, whose shape is {name}")
    BUFFER_SHOWN = (Role.OTHER, None, "a buffer is made a string")
    OBJECT_SHOWN = (Role.OTHER, None, "an object that is binary data is made a string")
    REPR = (Role.OTHER, None, "`repr` shows it")
    LINES_TAKEN = (Role.OTHER, None, "its lines are taken as text")
    TEXT_DECODED = (Role.OTHER, None, "text is decoded")
    TYPE_TESTED = (Role.OTHER, None, "it is asked whether it is a `str`")
    ARRAY_METHOD = (Role.OTHER, None, "a method of arrays has another name")
    SPACE_AFTER = (Role.OTHER, None, "it is printed with a space after it")
    SOURCE = (Role.OTHER, None, "it comes from outside, and is decoded as {name}")
    LOST = (Role.OTHER, None, "it goes where nobody knows what happens to it")
    SHOWN_EITHER = (Role.OTHER, None, "it is shown, be it bytes or text")
    TAKES_EITHER = (Role.OTHER, None, "bytes and text may go there")
    CHARACTERS = (Role.OTHER, None, "its characters are counted or looked at")


SHOW_NONE = frozenset((Where.PRINTED, Where.FORMATTED, Where.SHOWN, Where.F_STRING))
"""Where text leaves in a way in which None does, too."""


class Sink(NamedTuple):
    """Something that takes a value: a function by its name, for example."""

    where: Where
    name: str = ""

    def __str__(self) -> str:
        return self.where.words.format(name=self.name)


About = str | Kind | Sink | Overridden | Seen | Files


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """One link of the chain that leads from a source of bytes to the place of a change.

    `reason` says what happens at `node`. Chains are built for every value and read for few, so
    words are made when they are read.
    """

    reason: Reason
    node: ast.expr
    cause: Step | None = None
    about: About = ""

    def chain(self, words: Callable[[ast.expr], str]) -> tuple[Link, ...]:
        """This step and its causes, the nearest first, each once; `words` gives a node's source."""
        links: dict[str, Link] = {}
        step: Step | None = self
        while step is not None:
            node = step.node
            link = Link(step.reason, node.lineno, node.col_offset, words(node), step.about)
            links.setdefault(str(link), link)
            step = step.cause
        return tuple(links.values())


@dataclass(frozen=True)
class Link:
    """A step of a chain of evidence without the syntax tree; as a `str`, what a person reads.

    `line` counts from 1 and `column` from 0, in bytes of UTF-8, as `ast` has them. `source` is the
    expression, shortened.
    """

    reason: Reason
    line: int
    column: int = field(compare=False)
    source: str
    about: About = ""

    def __str__(self) -> str:
        words = self.reason.value.format(source=f"`{self.source}`", about=self.about)
        return f"line {self.line}: {words}"


class Problem(Enum):
    """What a person must decide: how it shows itself if nobody acts, and the words for it."""

    shows: Shows

    def __new__(cls, shows: Shows, words: str) -> Problem:
        made = object.__new__(cls)
        made._value_ = words
        made.shows = shows
        return made

    TORN_LITERAL = (
        "fails when reached",
        "this meets bytes on one path and text on another; make both the same",
    )
    TORN = (
        "fails when reached",
        "this must be bytes on one path and text on another; make both the same "
        "(a standard stream has `.buffer`)",
    )
    TORN_EXIT = (
        "wrong result, no error",
        "this is bytes on one path and text on another, and {about}; "
        "decode the bytes where they come from",
    )
    TWO_KINDS = (
        "fails when reached",
        "this literal is used with bytes here and with text elsewhere; "
        "write two literals, or decode the bytes first",
    )
    LITERAL_NOT_ASCII = (
        "fails when reached",
        "this literal is not ASCII and meets bytes; decode the bytes first",
    )
    LITERAL_BINARY = (
        "wrong result, no error",
        "this literal is not valid UTF-8, so probably binary data; prefix it with b",
    )
    LITERAL_ESCAPED = (
        "wrong result, no error",
        "the escapes in this literal are bytes of UTF-8, but characters in Python 3; "
        "prefix it with b, or write the characters",
    )
    CHARACTERS_COUNTED = (
        "wrong result, no error",
        "this looks at characters, where Python 2 looked at bytes of UTF-8; "
        "encode the text first if bytes are meant",
    )
    PADDED = (
        "wrong result, no error",
        "`{about}` counts characters, where Python 2 counted bytes; "
        "text that is not ASCII gets more padding",
    )
    BINARY_IN_TEXT = (
        "wrong result, no error",
        "bytes that are not UTF-8 are combined with text; make all of it bytes",
    )
    BINARY_PRINTED = (
        "fails when reached",
        "binary data is written to standard output as if it were text; "
        "write it to `sys.stdout.buffer`, after `sys.stdout.flush()`",
    )
    MAY_BE_BYTES = ("wrong result, no error", "this may be bytes, and {about}; decode it first")
    HOLDS_BYTES = ("fails when reached", "this contains bytes, and {about}; decode them first")
    BYTES_SHOWN = (
        "wrong result, no error",
        "bytes in this are shown as b'...'; decode them first",
    )
    OBJECT_PACKED = (
        "wrong result, no error",
        "this object is binary data as a string, and {about}; show it in another way",
    )
    BYTES_JOINED = (
        "fails when reached",
        "bytes and text are joined; decode or encode the items",
    )
    TEXT_ADDED = (
        "fails when reached",
        "text is added to bytes; decode the bytes first, or encode the text",
    )
    ITEM_OF_EITHER = (
        "wrong result, no error",
        "an item of bytes is a number in Python 3 and an item of text a string, and this may be "
        "either; make both bytes, or both text",
    )
    ITEM_IS_NUMBER = (
        "wrong result, no error",
        "an item of bytes is a number in Python 3; take a slice of length 1",
    )
    ORD_OF_TEXT = (
        "wrong result, no error",
        "`ord` of text returns the code point of a character, not the value of a byte; "
        "read the data as bytes if that is meant",
    )
    BYTES_CODEC = (
        "fails when reached",
        "this codec may be one that only the module codecs has in Python 3; "
        "call codecs.encode or codecs.decode",
    )
    NOT_SETTLED = (
        "wrong result, no error",
        "bytes and text in this file were left alone, since what the functions around here pass "
        "to one another did not settle; look for bytes that are used as text",
    )
    TOO_MUCH = (
        "wrong result, no error",
        "these bytes were not followed further, since too many different values meet there; "
        "look at what is done with them",
    )
    MIXED_STREAM = (
        "fails when reached",
        "this in-memory file is printed to and also used as bytes; "
        "encode what is printed, or decode where bytes are used",
    )
    STREAM_WITHOUT_LEN = (
        "fails when reached",
        "an in-memory file has no `len` in Python 3; take the length of its `getvalue()`",
    )
