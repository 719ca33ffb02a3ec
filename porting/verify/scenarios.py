"""The scenarios of the case study: which script is run on which cassette, and what it promises."""

from __future__ import annotations

from pathlib import Path

from porting.verify.compare import Freedom
from porting.verify.scenario import Scenario

THREADS = Freedom(order="threads")
DICT = Freedom(order="lines")
REMAINING = r"\(remaining: (.*)\)"
SLEEPERS = Freedom(order="threads", sets=(REMAINING,))
UNGUARDED = Freedom(order="threads", ignored=(REMAINING,))

# What the pages of a cassette are like, and what that shows.
PAGES = {
    "ascii": "three ranks, as in the chapter",
    "utf8": "pages with text beyond ASCII, in UTF-8, do not disturb",
    "latin1": "a page in Latin-1, which is not valid UTF-8, does not disturb",
    "no-match": "a page without a rank: its look-up ends in an IndexError",
    "404": "a page that does not exist: its look-up ends in an HTTPError",
    "503": "a shop that is closed: its look-up ends in an HTTPError",
}


def _bookrank(script: str, freedom: Freedom) -> tuple[Scenario, ...]:
    return tuple(
        Scenario(
            f"{script}-{page}",
            (f"{script}.py",),
            shows,
            cassette=Path(f"bookrank-{page}.yaml"),
            freedom=freedom,
        )
        for page, shows in PAGES.items()
    )


def _seeded(script: str, shows: dict[int, str], freedom: Freedom) -> tuple[Scenario, ...]:
    return tuple(
        Scenario(f"{script}-{seed}", (f"{script}.py",), text, seed=seed, freedom=freedom)
        for seed, text in shows.items()
    )


# By seed.
TURNS = {0: "six threads take turns", 1: "three threads take turns"}
CANDY = {
    0: "all bars are sold, refilled ones too",
    4: "the machine is full once and empty twice",
    8: "the machine is full three times and empty three times",
}

SCENARIOS = (
    *_bookrank("bookrank_serial", DICT),
    *_bookrank("bookrank", THREADS),
    *_seeded("mtsleepF_nolock", {0: "six threads tear lines", 1: "three do too"}, UNGUARDED),
    *_seeded("mtsleepF", TURNS, SLEEPERS),
    *_seeded("mtsleepF_with", TURNS, SLEEPERS),
    *_seeded("candy", CANDY, THREADS),
)


def find_scenarios(script: str) -> tuple[Scenario, ...]:
    """All scenarios of a script, by the stem of the original; empty for one we do not know."""
    return tuple(scenario for scenario in SCENARIOS if stem_of(scenario) == script)


def stem_of(scenario: Scenario) -> str:
    """The name of a scenario's script without its suffix."""
    return scenario.script.removesuffix(".py")


def curated_of(scenario: Scenario) -> str:
    """The file name of the port of its script that was finished by hand."""
    return f"{stem_of(scenario)}3.py"
