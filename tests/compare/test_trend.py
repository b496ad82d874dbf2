"""A trend tells every session by the same rules on the same part, and what each said by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import questionnaire
from tests.compare.drawn import a_quarter_after, session_number, side_from
from tests.compare.pairs import later, then_session
from tests.compare.versions import ADDED, ASKED_AGAIN, SHA, newer_engine
from tests.proof import examples
from unstall.bands import band_words
from unstall.compare.comparison import compare
from unstall.compare.side import Side
from unstall.compare.trend import trend
from unstall.session.models import Answer, QuestionnaireRef, Session
from unstall.triage.engine import Engine

NUMBERS = st.integers(0, 10_000)


def newer_side(session: Session) -> Side:
    """Give a session as it was answered under version 2.0.0."""
    ref = QuestionnaireRef(id="stalled-ai", version="2.0.0", sha256=SHA)
    mine = session.model_copy(update={"questionnaire": ref})
    return Side(mine, newer_engine(), newer_engine().triage_session(mine), None)


def test_one_session_alone_is_told_as_it_is() -> None:
    side = side_from(then_session())
    found = trend([side])
    assert found.base == found.newest.comparable == 1
    assert {(line.view, line.id): line.points for line in found.lines}.keys() == {
        (one.view, one.id) for one in side.triage.readiness
    }
    for one in side.triage.readiness:
        (line,) = (each for each in found.of_view(one.view) if each.id == one.id)
        (point,) = line.points
        assert point is not None
        assert (point.low, point.high) == (one.low, one.high)
        assert point.words == band_words(questionnaire(), one)
        assert point.held_down == bool(one.blocked_by)


@given(NUMBERS, NUMBERS)
@settings(max_examples=examples(200), deadline=None)
def test_with_two_sessions_it_says_what_the_comparison_says(first: int, second: int) -> None:
    then = session_number(first)
    sides = [side_from(then), side_from(a_quarter_after(then, second))]
    found, comparison = trend(sides), compare(*sides)
    assert [(line.view, line.id) for line in found.lines] == [
        (group.view, group.id) for group in comparison.groups
    ]
    for line, group in zip(found.lines, comparison.groups, strict=True):
        assert [(point.low, point.high) for point in line.points if point] == [
            (group.then.low, group.then.high),
            (group.now.low, group.now.high),
        ]
    assert found.base == pytest.approx(comparison.comparable)
    assert found.sessions[0].comparable == pytest.approx(comparison.comparable)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
@settings(max_examples=examples(100), deadline=None)
def test_every_line_has_a_range_for_every_session(numbers: list[int]) -> None:
    found = trend([side_from(session_number(number)) for number in numbers])
    assert len(found.sessions) == len(numbers)
    assert 0 <= found.base <= min(session.comparable for session in found.sessions) + 1e-9
    for line in found.lines:
        assert len(line.points) == len(numbers)
        assert all(point and 0 <= point.low <= point.high <= 1 + 1e-9 for point in line.points)


def test_what_each_session_recommended_is_its_own_word() -> None:
    found = trend([side_from(then_session()), side_from(later())])
    recorded = then_session().result
    assert recorded is not None
    first, second = found.sessions
    assert first.verdict.recorded
    assert (first.verdict.strategy, first.verdict.standing) == (
        recorded.strategy, recorded.standing,
    )  # fmt: skip
    assert not second.verdict.recorded
    assert [session.day for session in found.sessions] == [date(2026, 8, 20), date(2026, 11, 20)]


def test_another_answer_moves_its_own_session_and_no_other() -> None:
    then, now = then_session(), later()
    top = questionnaire().question_by_id["monitoring"].levels[-1].id
    better = now.with_answer("monitoring", Answer(level=top))
    before = trend([side_from(then), side_from(now)])
    after = trend([side_from(then), side_from(better)])
    raised = 0
    for old, new in zip(before.lines, after.lines, strict=True):
        assert old.points[0] == new.points[0]
        assert old.points[1] is not None
        assert new.points[1] is not None
        assert new.points[1].low >= old.points[1].low
        raised += new.points[1].low > old.points[1].low
    assert raised


def test_an_older_version_is_told_by_the_newer_rules_on_what_they_share() -> None:
    old, new = side_from(then_session()), newer_side(later())
    found = trend([old, old, new])
    assert found.rules.version == "2.0.0"
    assert 0.8 < found.base < 1
    assert found.sessions[0].comparable == found.base
    assert found.newest.comparable == 1
    without = {ADDED, ASKED_AGAIN}
    assert without <= {question.id for question in new.triage.applicable}
    comparison = compare(old, new)
    for line, group in zip(found.lines, comparison.groups, strict=True):
        assert line.points[0] == line.points[1]
        assert line.points[0] is not None
        assert (line.points[0].low, line.points[0].high) == (group.then.low, group.then.high)


def test_where_the_last_session_went_back_to_older_rules_the_newest_rules_tell_all() -> None:
    found = trend([newer_side(later()), side_from(later())])
    assert found.rules.version == "2.0.0"
    assert all(point for line in found.lines for point in line.points)


def test_a_session_of_another_questionnaire_stands_on_the_line_without_readings() -> None:
    other = Engine(questionnaire().model_copy(update={"id": "another"}))
    strange = replace(side_from(then_session()), engine=other)
    found = trend([strange, side_from(then_session()), side_from(later())])
    assert [session.shares for session in found.sessions] == [False, True, True]
    assert found.sessions[0].comparable == 0
    assert found.sessions[0].verdict.strategy == "pause"
    assert all(line.points[0] is None and line.points[1] for line in found.lines)
    assert found.base == 1


def test_what_is_not_known_widens_its_own_session() -> None:
    bare = then_session().model_copy(update={"answers": {}, "result": None})
    found = trend([side_from(bare), side_from(later())])
    assert all(
        line.points[0] and (line.points[0].low, line.points[0].high) == (0, 1)
        for line in found.lines
    )
    assert not any(line.points[0].is_known for line in found.lines if line.points[0])


def test_a_trend_needs_a_session() -> None:
    with pytest.raises(ValueError, match="needs a session"):
        trend([])
