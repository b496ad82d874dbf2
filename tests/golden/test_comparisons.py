"""Comparisons of two sessions, byte by byte, to be read in the diff when they change.

`UPDATE_GOLDEN=1` writes the files again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.compare.pairs import a_quarter_later, later, moved, planned, side, then_session
from tests.compare.test_comparison import in_newer
from tests.compare.versions import ADDED, newer
from unstall.commands.compare_words import compare_words
from unstall.compare.comparison import compare
from unstall.compare.models import Comparison
from unstall.compare.side import Side
from unstall.planning import plan_of
from unstall.questionnaire.conditions import AllOf
from unstall.report.comparison import (
    compared_of,
    render_comparison,
    render_comparison_html,
)
from unstall.report.formats import DEFAULT_LOCALE
from unstall.session.models import Answer
from unstall.triage.engine import Engine

FOLDER = Path(__file__).parent


@cache
def newer_version() -> Comparison:
    """Compare August with a November that has another version of the questionnaire."""
    session = later().with_answer("change-plan", Answer(level="announced"))
    level = newer().question_by_id[ADDED].levels[2].id
    now = in_newer(session.with_answer(ADDED, Answer(level=level)), planned=True)
    return compare(planned(then_session()), now)


@cache
def stopped() -> Comparison:
    """Compare two sessions of which the second forces a stop by a fact."""
    then = then_session("sound-but-unfinished")
    now = moved(then, {"monitoring": 3}, use_prohibited="yes")
    return compare(planned(then), planned(now))


@cache
def nothing_moved() -> Comparison:
    """Compare two sessions with the same answers."""
    then = then_session("sound-but-unfinished")
    return compare(planned(then), planned(moved(then, {})))


@cache
def quick_then() -> Comparison:
    """Compare a quick call with a full triage."""
    then = planned(then_session("sound-but-unfinished", depth="quick"))
    return compare(then, side("sound-but-unfinished"))


@cache
def too_little_known() -> Comparison:
    """Compare a session that knew too little with one that knows enough."""
    then = planned(then_session("mostly-unknown"))
    return compare(then, side("good-model-no-engineers"))


@cache
def stricter_rules() -> Comparison:
    """Compare the same answers by two versions, of which the newer one stops nearly everything."""
    same = moved(then_session(), {"monitoring": 3})
    newer_side = in_newer(same, planned=True)
    procedure = newer_side.questionnaire.procedure.model_copy(
        update={"stop_reasons": AllOf.model_validate({"all": []}), "stop_mark": -100}
    )
    rules = Engine(newer_side.questionnaire.model_copy(update={"procedure": procedure}))
    session = newer_side.session
    triage = rules.triage_session(session)
    now = Side(session, rules, triage, plan_of(rules, session, triage), "holds-up")
    return compare(planned(then_session()), now)


@cache
def several_ways() -> Comparison:
    """Compare two sessions whose verdicts several sets of answers account for."""
    return compare(planned(then_session("good-model-no-engineers")), side("everything-ready"))


PAIRS: dict[str, Callable[[], Comparison]] = {
    "quarter-later": a_quarter_later,
    "newer-version": newer_version,
    "stopped": stopped,
    "nothing-moved": nothing_moved,
    "quick-then": quick_then,
    "too-little-then": too_little_known,
    "stricter-rules": stricter_rules,
    "several-ways": several_ways,
}
COMPARISONS = {
    **{f"{name}-comparison.md": name for name in PAIRS},
    "quarter-later-comparison.html": "quarter-later",
    "quarter-later-comparison.txt": "quarter-later",
    "newer-version-comparison.txt": "newer-version",
}


@cache
def written(name: str, form: str) -> str:
    told = compared_of(PAIRS[name](), DEFAULT_LOCALE)
    if form == ".md":
        return render_comparison(told)
    if form == ".txt":
        return compare_words(told) + "\n"
    # What stands around the sections is the same on every page.
    page = render_comparison_html(told)
    return page[page.index("<section") : page.rindex("</section>")] + "</section>\n"


@pytest.mark.parametrize("title", COMPARISONS)
def test_the_comparison_is_the_one_that_was_read(title: str) -> None:
    file = FOLDER / title
    text = written(COMPARISONS[title], file.suffix)
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    assert file.read_bytes().decode() == text


def test_every_golden_comparison_is_still_written_by_somebody() -> None:
    assert {file.name for file in FOLDER.glob("*-comparison.*")} == set(COMPARISONS)
