"""What the screen says of two sessions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest

from tests.compare.drawn import side_from
from tests.compare.pairs import a_quarter_later, later, moved, planned, side, then_session
from tests.compare.test_comparison import across_versions
from tests.compare.versions import RETIRED
from unstall.compare.comparison import compare
from unstall.compare.models import Comparison
from unstall.report.comparison import compared_of
from unstall.session.models import Answer
from unstall.tui.rows import Row, lines_of
from unstall.tui.wording.compared import verdict_rows, why_rows
from unstall.tui.wording.compared_parts import parts

WIDTH = 75


def written(rows: Iterable[Row], width: int = WIDTH) -> str:
    """Write rows as they stand on a screen of a width."""
    lines = (line for row in rows for line in lines_of(row, width))
    return "\n".join("".join(text for text, _ in line) for line in lines)


def why(found: Comparison) -> str:
    return " ".join(written(why_rows(compared_of(found, "en-GB")), 1000).split())


def part(found: Comparison, id_: str, width: int = WIDTH) -> str:
    told = parts(compared_of(found, "en-GB"), width)
    return written(next(one for one in told if one.section.id == id_).rows, width)


@cache
def across() -> Comparison:
    return across_versions()


def test_the_verdict_of_then_stands_as_it_was_recorded() -> None:
    then, recorded, now = written(
        verdict_rows(compared_of(a_quarter_later(), "en-GB"))
    ).splitlines()
    assert then.startswith("Then  Pause until a set date, then Fix in place  ·  holds up")
    assert then.endswith("20 Aug 2026")
    assert recorded.strip() == "as recorded when it was closed"
    assert now.startswith("Now   Fix in place")
    assert now.endswith("20 Nov 2026")


def test_what_accounts_for_the_change_is_said_with_both_sides() -> None:
    said = why(a_quarter_later())
    assert "Two things account for it together" in said
    assert "If Sponsor or Money to finish were still as then" in said


def test_one_thing_alone_is_said_to_do_it_alone() -> None:
    said = why(compare(side("sound-but-unfinished"), side("lost-after-repair")))
    assert "One thing accounts for it" in said


def test_several_ways_are_counted_and_each_is_named() -> None:
    said = why(compare(side("good-model-no-engineers"), side("everything-ready")))
    assert "ways to account for it, each with two things that moved" in said
    assert " or " in said


def test_a_fact_that_does_it_stands_with_its_values() -> None:
    then = side("sound-but-unfinished")
    now = side_from(moved(then.session, {}, use_prohibited="yes", regulated="yes"))
    rows = why_rows(compared_of(compare(then, now), "en-GB"))
    assert any(row.id == "why/0/fact/use_prohibited" for row in rows)
    assert "Yes" in written(rows)


def test_the_same_verdict_is_said_to_be_the_same_and_how_firmly_it_stands() -> None:
    then = side("sound-but-unfinished")
    found = compare(then, side_from(moved(then.session, {"monitoring": 3})))
    assert "The recommendation is the same" in why(found)


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        ("mostly-unknown", "sound-but-unfinished", "now enough are"),
        ("sound-but-unfinished", "mostly-unknown", "then enough were"),
    ],
)
def test_too_few_answers_on_one_side_are_said(then: str, now: str, says: str) -> None:
    assert says in why(compare(side(then), side(now)))


def test_what_does_not_go_together_is_said_first() -> None:
    now = later().model_copy(update={"project": "Another"})
    rows = why_rows(compared_of(compare(side_from(then_session()), side_from(now)), "en-GB"))
    assert rows[0].mark[0] == "! "
    assert "different names" in written(rows[:1])


def test_across_versions_everything_that_cannot_be_compared_is_listed() -> None:
    said = " ".join(part(across(), "comparable").split())
    assert "Then version 1.0.0" in said
    assert "It said nothing more." in said
    assert "Mails are not the point." in said
    assert "The levels mean something else now." in said
    assert "Rehearsed outage" in said
    assert "of what counts now can be compared, by weight; 7 says what cannot." in why(across())
    told = parts(compared_of(across(), "en-GB"), WIDTH)
    # Nobody can go to a question that is not there any more.
    assert not any((row.id or "").endswith(RETIRED) for one in told for row in one.rows)


def test_a_quick_call_is_compared_by_sections_and_nothing_finer() -> None:
    found = compare(side("sound-but-unfinished", depth="quick"), side("sound-but-unfinished"))
    said = part(found, "readiness")
    assert "Technical" in said
    assert "Dimensions" not in said
    assert "nothing finer" in said


def test_what_is_the_same_on_both_sides_says_so_in_every_part() -> None:
    found = compare(side("sound-but-unfinished"), side("sound-but-unfinished"))
    assert "No answer that can be compared is another one than then." in part(found, "moved")
    assert "No fact is another one than then." in part(found, "facts")
    assert "is the same as then" in part(found, "way")


@pytest.mark.parametrize("width", [20, 40, 75, 115])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    for one in parts(compared_of(a_quarter_later(), "en-GB"), width):
        for line in written(one.rows, width).splitlines():
            assert len(line) <= width


def test_what_was_not_gone_through_again_yet_is_not_called_unknown() -> None:
    then = then_session()
    begun = moved(then, {}).model_copy(update={"answers": {}})
    begun = begun.with_answer("sponsor-engaged", Answer(unknown=True))
    told = parts(compared_of(compare(planned(then), planned(begun)), "en-GB"), WIDTH)
    heading, summary = told[0].rows[0], told[0].section.summary
    assert written([heading]).strip() == "Not known any more"
    assert "1 unknown now" in summary
    assert "not gone through yet" in summary
    assert "Not gone through again yet" in written(told[0].rows)
