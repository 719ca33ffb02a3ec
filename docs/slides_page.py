"""The slides of the case study and the exercises, made while mkdocs builds the site.

One page of HTML without anything from elsewhere: it works from the disk. Questions come before
their answers, on a slide of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

import porting
from docs.exercise_pages import EXERCISES, Exercise, read_exercises
from porting.case_study import find_case_study
from porting.verify.scenarios import find_scenarios

PATH = "teaching/slides.html"
_SCRIPT = "bookrank_serial.py"
_FORMAT: HtmlFormatter[str] = HtmlFormatter(nowrap=True)

# What is asked once a stage's diff is on the screen.
_QUESTIONS = {
    "2to3": "It is Python 3 now. What will it do?",
    "bytes-regex": "The pattern is bytes, too. What will it print?",
    "str-decode": "What will it print now? And why is the page not decoded?",
}

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>From Python 2 to Python 3</title>
<style>
html {{ font: 3.2vmin/1.35 sans-serif; color: #111; background: #fff; }}
body {{ margin: 0; }}
section {{ box-sizing: border-box; min-height: 100vh; padding: 5vmin 8vmin; display: none; }}
section.on {{ display: block; }}
h1 {{ font-size: 1.8em; margin: 0 0 .6em; }}
pre {{ font: .75em/1.3 monospace; background: #f4f4f4; padding: 1em; margin: .6em 0; }}
pre {{ white-space: pre-wrap; }}
.ask {{ font-size: 1.3em; }}
li {{ margin: .5em 0; }}
footer {{ position: fixed; right: 1em; bottom: .6em; font-size: .7em; color: #555; }}
{style}
@media print {{
  html {{ font-size: 11pt; }}
  section {{ display: block; min-height: 0; break-after: page; padding: 0; }}
  footer {{ display: none; }}
}}
</style>
</head>
<body>
{sections}
<footer><span id="number"></span> · keys: → ← Home End</footer>
<script>
const slides = [...document.querySelectorAll("section")];
let at = 0;
function show(number) {{
  slides[at].classList.remove("on");
  at = Math.min(Math.max(number, 0), slides.length - 1);
  slides[at].classList.add("on");
  document.getElementById("number").textContent = `${{at + 1}} of ${{slides.length}}`;
  history.replaceState(null, "", `#${{at + 1}}`);
  scrollTo(0, 0);
}}
const steps = {{
  ArrowRight: () => at + 1, PageDown: () => at + 1, " ": () => at + 1,
  ArrowLeft: () => at - 1, PageUp: () => at - 1,
  Home: () => 0, End: () => slides.length - 1,
}};
addEventListener("keydown", (event) => {{
  if (event.key in steps) {{ event.preventDefault(); show(steps[event.key]()); }}
}});
addEventListener("hashchange", () => show(Number(location.hash.slice(1)) - 1 || 0));
show(Number(location.hash.slice(1)) - 1 || 0);
</script>
</body>
</html>
"""


def page() -> str:
    """The page: first the case study, then three slides for each exercise."""
    slides = [*_case_study(), *(slide for each in read_exercises() for slide in _exercise(each))]
    sections = "\n".join(f"<section>{slide}</section>" for slide in slides)
    return _PAGE.format(style=_FORMAT.get_style_defs("pre"), sections=sections)


def _case_study() -> Iterator[str]:
    """The program and its output; for each stage the diff with a question, then the output."""
    study = find_case_study()
    scenario = find_scenarios(Path(_SCRIPT).stem)[0]
    original = (study.originals / _SCRIPT).read_text("utf-8")
    yield "<h1>From Python 2 to Python 3</h1>" + _asked(["Predict first. Then run."])
    yield f"<h1>The program</h1>{_code(original, 'python2')}"
    yield f"<h1>What Python 2 printed</h1>{_code(study.run_original(scenario).stdout, 'text')}"
    for stage in porting.port_source(original, filename=_SCRIPT).stages:
        if stage.name not in _QUESTIONS:
            continue
        heading = f"<h1>Stage {escape(stage.name)}</h1>"
        yield heading + _code(stage.diff, "diff") + _asked([_QUESTIONS[stage.name]])
        shown = study.run_code(stage.code, scenario).transcript
        yield f"<h1>What it does</h1>{_code(shown.stdout + shown.stderr, 'text')}"


def _exercise(exercise: Exercise) -> Iterator[str]:
    """Story and program; the questions; the answers and the point."""
    heading = f"<h1>{exercise.number}. {escape(exercise.fields['title'])}</h1>"
    story = f"<p>{escape(exercise.fields['story'].strip())}</p>"
    start = EXERCISES / exercise.name / "start"
    programs = [path.read_text("utf-8") for path in sorted(start.rglob("*.py"))]
    language = "python2" if exercise.fields["python"] == 2 else "python3"
    yield (
        heading
        + story
        + "".join(_code(each, language) for each in programs if "\n" in each.strip())
    )
    questions = exercise.fields.get("predict", [])
    yield heading + "".join(
        _asked([each["question"]]) + _listed(each.get("choices", [])) for each in questions
    )
    yield (
        heading
        + "".join(
            _asked([each["question"]])
            + f"<p><b>{escape(exercise.answer(each))}</b>: {escape(each['why'])}</p>"
            for each in questions
        )
        + f"<p><b>{escape(exercise.fields['point'])}</b></p>"
    )


def _code(text: str, language: str) -> str:
    return f"<pre>{highlight(text.strip(), get_lexer_by_name(language), _FORMAT)}</pre>"


def _asked(questions: list[str]) -> str:
    return "".join(f'<p class="ask">{escape(each)}</p>' for each in questions)


def _listed(choices: list[str]) -> str:
    return (
        "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in choices) + "</ul>"
        if choices
        else ""
    )


def on_files(files: Any, config: Any) -> Any:
    """Add the page."""
    from mkdocs.structure.files import File

    files.append(File.generated(config, PATH, content=page()))
    return files
