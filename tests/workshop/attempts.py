"""What learners hand in: ports that are right in another way, and tempting wrong ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """A port, made by edits: (what stands in a file of `base`, what stands there then).

    `fails_in` names the runs in which it differs from the original; it passes in all others.
    """

    exercise: str
    idea: str
    edits: tuple[tuple[str, str], ...] = ()
    fails_in: tuple[str, ...] = ()
    base: str = "solution"


RIGHT = (
    Attempt("first_print", "print an empty string", (("print()", 'print("")'),)),
    Attempt(
        "candy",
        "the space within the text",
        (('print("Buying candy...", end=" ")', 'print("Buying candy... ", end="")'),),
    ),
    Attempt(
        "bookrank",
        "str with an encoding, as in the case study",
        (
            (
                'REGEX.findall(data)[0].decode("ascii")',
                "str(REGEX.findall(data)[0], 'utf-8')",
            ),
        ),
    ),
    Attempt(
        "bookrank",
        "decode the page as Latin-1, which never fails",
        (
            ('rb"#', 'r"#'),
            ("page.read()", 'page.read().decode("latin-1")'),
            ('[0].decode("ascii")', "[0]"),
        ),
    ),
    Attempt(
        "receipt",
        "the tab glued to what follows",
        (('f"{count} x {name} \\t{euros(cents)}"', 'count, "x", name, "\\t" + euros(cents)'),),
    ),
    Attempt("sharing", "divmod", (("total // people", "divmod(total, people)[0]"),)),
    Attempt(
        "half_degree",
        "the sign on its own",
        (
            ("from decimal import ROUND_HALF_UP, Decimal", "import math"),
            (
                "int(Decimal(degrees).quantize(Decimal(1), ROUND_HALF_UP))",
                "int(math.copysign(math.floor(abs(degrees) + 0.5), degrees))",
            ),
        ),
    ),
    Attempt(
        "harvest",
        "lists where lists were",
        (
            ("crops.has_key(name)", "name in crops"),
            ("for name in crops.keys():", "for name in list(crops):"),
            ("names = crops.keys()\nnames.sort()", "names = sorted(crops)"),
            ("crops.values()[0]", "list(crops.values())[0]"),
            ("crops.iteritems()", "crops.items()"),
        ),
        base="start",
    ),
    Attempt(
        "seats",
        "a sorted dict",
        (
            (
                "for seat in bookings:\n",
                "bookings = dict(sorted(bookings.items()))\nfor seat in bookings:\n",
            ),
        ),
        base="start",
    ),
    Attempt(
        "race",
        "cmp_to_key",
        (
            ("import sys\n", "import sys\nfrom functools import cmp_to_key\n"),
            ("def better(", "def cmp(a, b):\n    return (a > b) - (a < b)\n\n\ndef better("),
            ("runners.sort(better)", "runners.sort(key=cmp_to_key(better))"),
            ("lambda a, b: cmp(b, a)", "key=cmp_to_key(lambda a, b: cmp(b, a))"),
        ),
        base="start",
    ),
    Attempt(
        "samples",
        "less than any number",
        (("return sample[1]", "return float('-inf') if sample[1] is None else sample[1]"),),
        base="start",
    ),
    Attempt(
        "choir",
        "fill up the shorter list",
        (
            (
                "for singer, stand in map(None, singers, stands):",
                "more = len(singers) - len(stands)\n"
                "stands += [None] * more\nsingers += [None] * -more\n"
                "for singer, stand in zip(singers, stands):",
            ),
        ),
        base="start",
    ),
    Attempt(
        "readings",
        "list around what is used twice",
        (
            ("filter(in_range, values)", "list(filter(in_range, values))"),
            ("zip(good, good[1:])", "list(zip(good, good[1:]))"),
        ),
        base="start",
    ),
    Attempt(
        "boats",
        "a generator that returns",
        (
            ("def next(self)", "def __next__(self)"),
            (
                "        first = boats.next()\n        yield first, boats.next()\n",
                "        try:\n            both = next(boats), next(boats)\n"
                "        except StopIteration:\n            return\n        yield both\n",
            ),
        ),
        base="start",
    ),
    Attempt("bakery", "keep the text", (("mistake = error", "mistake = str(error)"),)),
    Attempt(
        "carpets",
        "a loop, whose variables stay",
        (
            (
                "areas = [width * depth for width, depth in sizes]",
                "areas = []\nfor width, depth in sizes:\n    areas.append(width * depth)",
            ),
        ),
        base="start",
    ),
    Attempt(
        "garden",
        "full names",
        (
            (
                "import calendar\nfrom measures import area",
                "from garden import calendar\nfrom garden.measures import area",
            ),
        ),
        base="start",
    ),
    Attempt(
        "till",
        "the metaclass behind object",
        (
            ("class Way(object):", "class Way(object, metaclass=Listed):"),
            ("    __metaclass__ = Listed\n\n", ""),
        ),
        base="start",
    ),
    Attempt(
        "purse",
        "total_ordering",
        (
            ("import sys\n", "import sys\nfrom functools import total_ordering\n"),
            ("class Amount", "@total_ordering\nclass Amount"),
            (
                "    def __cmp__(self, other):\n        return cmp(self.cents, other.cents)\n",
                "    def __eq__(self, other):\n        return self.cents == other.cents\n\n"
                "    def __lt__(self, other):\n        return self.cents < other.cents\n",
            ),
            ("__nonzero__", "__bool__"),
        ),
        base="start",
    ),
    Attempt(
        "labels",
        "bytes of UTF-8, decoded",
        (('EURO = "€"', "EURO = b'\\xe2\\x82\\xac'.decode('utf-8')"),),
    ),
    Attempt(
        "members",
        "Latin-1, which has a character for each byte",
        (
            ("open(name)", "open(name, encoding='latin-1', newline='')"),
            ("open('sorted.txt', 'w')", "open('sorted.txt', 'w', encoding='latin-1', newline='')"),
        ),
        base="start",
    ),
    Attempt(
        "orders_csv",
        "Latin-1 in both places",
        (
            (
                'sys.argv[1], newline="", encoding="utf-8"',
                'sys.argv[1], newline="", encoding="latin-1"',
            ),
            ('"w", newline="", encoding="utf-8"', '"w", newline="", encoding="latin-1"'),
        ),
    ),
    Attempt(
        "balloon",
        "the name stays bytes until it is printed",
        (
            ('.rstrip(b"\\0").decode("utf-8")', '.rstrip(b"\\0")'),
            ('name.startswith("*")', 'name[:1] == b"*"'),
            ("{name}: damaged", "{name.decode()}: damaged"),
            ("{name[1:]}: only", "{name[1:].decode()}: only"),
            ("{name}: {metres}", "{name.decode()}: {metres}"),
        ),
    ),
    Attempt(
        "teahouse",
        "a bytearray that grows",
        (
            ("'%d bytes received: %s. Thank you!'", "b'%d bytes received: %s. Thank you!'"),
            ("', '.join(sys.argv[1:])", "', '.join(sys.argv[1:]).encode('utf-8')"),
            ("'%d\\n%s'", "b'%d\\n%s'"),
            ("answer = ''", "answer = bytearray()"),
            ("if chunk == '':", "if not chunk:"),
            ("print(answer)", "print(answer.decode('utf-8'))"),
        ),
        base="start",
    ),
    Attempt(
        "wordlist",
        "encode and decode by hand",
        (
            ("communicate(text)", "communicate(text.encode('utf-8'))"),
            ("words.split('\\n')", "words.decode('utf-8').split('\\n')"),
            ("version.strip()", "version.decode('utf-8').strip()"),
        ),
        base="start",
    ),
    Attempt(
        "catalogue",
        "through Latin-1",
        (
            ('encoding="bytes"', 'encoding="latin-1"'),
            ('title.decode("utf-8")', 'title.encode("latin-1").decode("utf-8")'),
        ),
    ),
    Attempt(
        "hives",
        "binascii, and a memoryview",
        (
            ("line.decode('utf-8')", "line"),
            ("buffer(mark)", "memoryview(mark)"),
            ("name.encode('utf-8')", "name"),
            ("binascii.hexlify(str(mark))", "binascii.hexlify(mark).decode('ascii')"),
        ),
        base="start",
    ),
    Attempt(
        "kitchen",
        "first come, first served",
        (
            ("from Queue import", "from itertools import count\nfrom queue import"),
            ("cooked = []", "cooked = []\nnumbers = count()"),
            ("urgency, order = orders.get()", "urgency, _, order = orders.get()"),
            ("(int(urgency), {", "(int(urgency), next(numbers), {"),
            ("(CLOSED, {})", "(CLOSED, 0, {})"),
            ("isAlive", "is_alive"),
        ),
        base="start",
    ),
    Attempt(
        "recipes",
        "doctest looks over the module's name",
        (
            (">>> parse('eggs')\n", ">>> parse('eggs')  # doctest: +IGNORE_EXCEPTION_DETAIL\n"),
            ("    recipes.RecipeError", "    RecipeError"),
        ),
    ),
    Attempt(
        "ovens", "the package's full name", (("from . import plan", "from ovens import plan"),)
    ),
    Attempt(
        "guest_house",
        "bytes, decoded where they are shown",
        (
            ("repr(self.name)[2:-1]", "self.name.decode('utf-8')"),
            ("round(cents / nights)", "cents // nights"),
            ("__nonzero__", "__bool__"),
            (
                "lambda guest: guest.nights",
                "lambda guest: -1 if guest.nights is None else guest.nights",
            ),
            (
                "filter(lambda guest: guest.state == b'open', guests)",
                "[guest for guest in guests if guest.state == b'open']",
            ),
        ),
        base="start",
    ),
)

WRONG = (
    Attempt(
        "first_print",
        "a print without parentheses is left",
        (("    print()\n", "    print\n"),),
        ("no such book",),
    ),
    Attempt(
        "bookrank",
        "decode the page as UTF-8",
        (
            ('rb"#', 'r"#'),
            ("page.read()", 'page.read().decode("utf-8")'),
            ('[0].decode("ascii")', "[0]"),
        ),
        ("a page in Latin-1, which is not valid UTF-8",),
    ),
    Attempt(
        "receipt",
        "join the coins behind a space",
        (
            (
                'print("Coins:", *coins_for(total))',
                'print("Coins: " + " ".join(map(str, coins_for(total))))',
            ),
        ),
        ("nothing ordered",),
    ),
    Attempt(
        "sharing",
        "// for all",
        (("    return total / people", "    return total // people"),),
        ("an amount with cents",),
    ),
    Attempt(
        "sharing",
        "cut towards zero",
        (("total // people", "int(total / people)"),),
        ("money back",),
    ),
    Attempt(
        "half_degree",
        "add a half and cut",
        (("int(round(degrees))", "int(degrees + 0.5)"),),
        ("frost",),
        base="start",
    ),
    Attempt(
        "harvest",
        "delete from what the loop goes through",
        (
            ("crops.has_key(name)", "name in crops"),
            ("names = crops.keys()\nnames.sort()", "names = sorted(crops)"),
            ("crops.values()[0]", "list(crops.values())[0]"),
            ("crops.iteritems()", "crops.items()"),
        ),
        ("a week with some small crops", "nothing but mint"),
        base="start",
    ),
    Attempt("seats", "as it is", (), ("six bookings", "a booking that changes"), base="start"),
    Attempt(
        "race",
        "the younger one first",
        (("-runner.age", "runner.age"),),
        ("two with the same time", "twins"),
    ),
    Attempt(
        "samples",
        "0 in place of nothing",
        (("return sample[1]", "return sample[1] or 0"),),
        ("two are missing, one is below zero",),
        base="start",
    ),
    Attempt(
        "choir",
        "zip",
        (('list(zip_longest(singers, stands, fillvalue=""))', "list(zip(singers, stands))"),),
        ("more singers than stands", "more stands than singers"),
    ),
    Attempt(
        "readings",
        "ask the readings, not the steps",
        (("if rises:", "if good:"),),
        ("a single reading",),
    ),
    Attempt(
        "boats",
        "the second boat may be missing",
        (
            ("def next(self)", "def __next__(self)"),
            (
                "    while True:\n        first = boats.next()\n"
                "        yield first, boats.next()\n",
                "    for first in boats:\n        yield first, next(boats)\n",
            ),
        ),
        ("one boat",),
        base="start",
    ),
    Attempt(
        "bakery",
        "read the name of the except clause",
        (
            ("mistake = None", "error = None"),
            ("        mistake = error\n", ""),
            ("if mistake:", "if error:"),
            ("last mistake: {mistake}", "last mistake: {error}"),
        ),
        ("a line that cannot be read", "two mistakes"),
    ),
    Attempt("carpets", "as it is", (), ("three carpets", "the widest first"), base="start"),
    Attempt(
        "garden",
        "repair only what fails",
        (("from . import calendar", "import calendar"),),
        ("a bed and a month", "a month without peas"),
    ),
    Attempt(
        "till",
        "no bases beside the metaclass",
        (
            ("class Way(object):", "class Way(metaclass=Listed):"),
            ("    __metaclass__ = Listed\n\n", ""),
        ),
        ("shells",),
        base="start",
    ),
    Attempt(
        "purse",
        "an amount is always true",
        (("__bool__", "__nonzero__"),),
        ("an empty purse", "a debt"),
    ),
    Attempt(
        "labels",
        "one character for each byte",
        (('"€"', "'\\xe2\\x82\\xac'"),),
        ("the price list",),
    ),
    Attempt("labels", "an escape that was none", (('r"Alt', '"Alt'),), ("help for the keyboard",)),
    Attempt(
        "labels",
        "count characters",
        (("len(name.encode('utf-8'))", "len(name)"),),
        ("a label with an umlaut",),
    ),
    Attempt(
        "members",
        "Latin-1, but not the line ends",
        (
            ("open(name)", "open(name, encoding='latin-1')"),
            ("open('sorted.txt', 'w')", "open('sorted.txt', 'w', encoding='latin-1')"),
        ),
        ("a file with the line ends of Windows",),
        base="start",
    ),
    Attempt(
        "orders_csv",
        "without newline",
        (('sys.argv[1], newline="", ', "sys.argv[1], "),),
        ("a name of two lines",),
    ),
    Attempt(
        "balloon",
        "ASCII",
        (('decode("utf-8")', 'decode("ascii")'),),
        ("a station beyond ASCII, and a test",),
    ),
    Attempt(
        "teahouse",
        "count characters",
        (('"%d\\n%s" % (len(order), order)', '"%d\\n%s" % (len(order.decode()), order)'),),
        ("teas from far away",),
    ),
    Attempt(
        "wordlist", "ASCII", (('encoding="utf-8"', 'encoding="ascii"'),), ("a line of French",)
    ),
    Attempt(
        "catalogue",
        "all is UTF-8",
        (('encoding="bytes"', 'encoding="utf-8"'), ('title.decode("utf-8")', "title")),
        ("stamps of real pictures",),
    ),
    Attempt(
        "hives",
        "a mark as text",
        (
            ("bytes.fromhex(mark)", 'bytes.fromhex(mark).decode("latin-1")'),
            ("mark.hex()", "mark.encode('latin-1').hex()"),
        ),
        ("two hives", "names beyond ASCII"),
    ),
    Attempt(
        "kitchen",
        "a tie compares dicts",
        (("from Queue", "from queue"), ("isAlive", "is_alive")),
        ("two orders of the same urgency",),
        base="start",
    ),
    Attempt(
        "recipes",
        "let the examples expect what comes out",
        (
            ("number // people", "number / people"),
            ("[('apples', 7), ('eggs', 2)]", "[('apples', 7.5), ('eggs', 2.5)]"),
            ("    [2, 2]", "    [2.5, 2.0]"),
            ("    3\n", "    3.5\n"),
        ),
        ("a recipe for nine",),
    ),
    Attempt(
        "ovens",
        "no rule for a tie",
        (("(-int(breads[name]), name)", "-int(breads[name])"),),
        ("the tests", "two breads that take equally long"),
    ),
    Attempt(
        "guest_house",
        "as it is",
        (),
        (
            "guests from all over the world",
            "amounts that do not divide",
            "everybody has paid",
            "somebody who has not said how long",
        ),
        base="start",
    ),
)
