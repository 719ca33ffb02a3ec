"""The scenarios of the case study: which script is run on which cassette, and what it promises."""

from __future__ import annotations

from dataclasses import dataclass, field

from porting.verify.compare import Freedom


@dataclass(frozen=True)
class Scenario:
    """One situation in which an original and its ports must do the same.

    Attributes:
        name: unique; names the transcript as well.
        script: stem of the original; its curated port is named alike, with a 3 at the end.
        shows: what is to be seen, in a sentence without its full stop.
        cassette: file in `cassettes/`, "" for a script that asks the network for nothing.
        seed: chooses the random numbers.
        freedom: what the script leaves open.
    """

    name: str
    script: str
    shows: str
    cassette: str = ""
    seed: int = 0
    freedom: Freedom = field(default_factory=Freedom)

    @property
    def original(self) -> str:
        """File name of the Python 2 script."""
        return f"{self.script}.py"

    @property
    def curated(self) -> str:
        """File name of the port that was finished by hand."""
        return f"{self.script}3.py"


THREADS = Freedom(order="threads")
DICT = Freedom(order="lines")
REMAINING = r"\(remaining: (.*)\)"
SLEEPERS = Freedom(order="threads", sets=(REMAINING,))
UNGUARDED = Freedom(order="threads", races=(REMAINING,))

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
        Scenario(f"{script}-{page}", script, shows, f"bookrank-{page}.yaml", freedom=freedom)
        for page, shows in PAGES.items()
    )


def _seeded(script: str, shows: dict[int, str], freedom: Freedom) -> tuple[Scenario, ...]:
    return tuple(
        Scenario(f"{script}-{seed}", script, text, seed=seed, freedom=freedom)
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
    return tuple(scenario for scenario in SCENARIOS if scenario.script == script)
