"""What Python 2.7 draws: known from a run of 2.7.18, and compared with one where there is one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "porting" / "verify"

DRAW = """
import json, random, sys
sys.path.insert(0, {folder!r})
import random27
if sys.version_info[0] == 3:
    random27.patch(lambda: 5)
cafe = 'caf\\xc3\\xa9' if sys.version_info[0] == 2 else 'caf\\xe9'
seeds = [0, -7, 2**70 + 1, -2**65, 'abc', '', cafe, u'xyz', True, 1.5, -0.1, 1e300, 2.0, 1e18,
         3.3e-10, float('inf'), (1, 'a', (2.5,))]
drawn = []
for seed in seeds:
    draw = random.Random()
    draw.seed(seed)
    cards = list(range(20))
    draw.shuffle(cards)
    drawn.append([
        draw.random(), draw.randrange(10), draw.randrange(5, 100, 7), draw.randrange(100, 3, -4),
        draw.randrange(10**20), draw.randint(1, 6), draw.choice('abcdefgh'), cards,
        draw.sample(range(100), 3), draw.sample(range(1000), 40), draw.sample(set(range(500)), 6),
        draw.sample(dict.fromkeys(range(50)), 2), draw.triangular(1, 5, 2), draw.gammavariate(1, 2),
        draw.gammavariate(.5, 2), draw.gammavariate(3, 2), draw.paretovariate(3),
        draw.betavariate(1, 1), draw.gauss(0, 1), draw.getrandbits(77), draw.expovariate(3),
        draw.vonmisesvariate(0, 4), draw.weibullvariate(2, 3), draw.lognormvariate(0, 1),
    ])
print(json.dumps(drawn))
"""


def drawn_by(python: str) -> list[list[object]]:
    code = DRAW.format(folder=str(FOLDER))
    # 2.7 hashes strings with the seed of the environment, as it does under -R.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONHASHSEED"}
    run = subprocess.run(
        [python, "-B", "-c", code], capture_output=True, check=True, env=environment
    )
    drawn: list[list[object]] = json.loads(run.stdout)
    return drawn


def test_all_methods_draw_what_27_draws_whatever_the_seed(python27: str) -> None:
    for wanted, got in zip(drawn_by(python27), drawn_by(sys.executable), strict=True):
        assert got == wanted


@pytest.mark.parametrize(
    ("seed", "drawn"),
    [(0, [0.8444218515250481, 757, "d"]), ("abc", [0.09639374978773074, 571, "h"])],
)
def test_what_27_drew_is_known(seed: object, drawn: list[object]) -> None:
    code = f"""
import json, random, sys
sys.path.insert(0, {str(FOLDER)!r})
import random27
random27.patch(lambda: 5)
draw = random.Random({seed!r})
print(json.dumps([draw.random(), draw.randrange(1000), draw.choice('abcdefgh')]))
"""
    run = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, check=True)
    assert json.loads(run.stdout) == drawn
