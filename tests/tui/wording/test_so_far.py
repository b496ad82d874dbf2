"""What the answers come to so far, in bars and in words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.builtin import questionnaire
from tests.tui.support import desk, session, session_of_case
from unstall.bands import band_words
from unstall.session.models import Session
from unstall.triage.readiness import Readiness
from unstall.tui.desk import Desk
from unstall.tui.wording.so_far import (
    SoFarView,
    not_given,
    section_so_far,
    so_far,
    so_far_lines,
)

KEYS = {
    "interview.suggested": "g",
    "desk.verdict": "v",
    "desk.depth": "D",
    "desk.facts": "f",
}
QUICK = [question for question in questionnaire().call_order if question.quick]
BANDS = questionnaire().bands


def view_of(of: Session | Desk, at: str | None = None) -> SoFarView:
    on = of if isinstance(of, Desk) else desk(of)
    return so_far(questionnaire(), on.triage, on.asked, at, depth=on.session.depth, keys=KEYS)


def quick(*levels: int | None) -> Mapping[str, str | None]:
    """Answer the quick questions in order; None is don't know."""
    return {
        question.id: None if level is None else question.levels[level].id
        for question, level in zip(QUICK, levels, strict=False)
    }


# --- Sections -------------------------------------------------------------------------------------


def measured(
    low: float, high: float, *, coverage: float = 0.5, blocked_by: tuple[str, ...] = ()
) -> Readiness:
    band = next(band for band in BANDS if band.below is None or low < band.below)
    return Readiness("technical", "Technical", "sections", low, high, coverage, band, blocked_by)


def test_a_band_is_named_only_as_far_as_it_is_sure() -> None:
    assert band_words(questionnaire(), measured(0.4, 0.6)) == "fragile"
    assert band_words(questionnaire(), measured(0.4, 0.9)) == "fragile or better"
    assert band_words(questionnaire(), measured(0.1, 0.3)) == "not there"
    assert band_words(questionnaire(), measured(0.1, 0.5)) == "too early to say"
    assert band_words(questionnaire(), measured(0.9, 1.0)) == "in place"


def test_a_launch_blocker_caps_what_a_band_may_still_become() -> None:
    blocked = measured(0.4, 0.95, blocked_by=("prod-runnable",))
    assert band_words(questionnaire(), blocked) == "fragile"


def test_a_section_of_which_nothing_is_known_says_so_and_shows_no_figures() -> None:
    section = section_so_far(questionnaire(), measured(0.0, 1.0, coverage=0.0))
    assert (section.words, section.figures) == ("not yet", "")


def test_sections_stand_in_the_order_of_the_call() -> None:
    titles = [section.title for section in view_of(session()).sections]
    assert titles == ["Delivery", "Organisational", "Technical"]


# --- The leaning ----------------------------------------------------------------------------------


def test_before_enough_is_known_it_says_how_many_answers_are_needed() -> None:
    assert view_of(session()).leaning == ("Open: 9 more quick answers are needed",)
    eight = dict(list(quick(*[2] * 12).items()))
    del eight["business-owner"]
    known = [id_ for id_ in eight if questionnaire().question_by_id[id_].quick == "framework"]
    almost = {id_: eight[id_] for id_ in known[:8]}
    assert view_of(session(almost)).leaning == ("Open: 1 more quick answer is needed",)


def test_when_too_much_is_unknown_it_says_what_to_do_about_it() -> None:
    parts = view_of(session(quick(*[None] * 17))).leaning
    assert parts[0] == "Open: 9 more quick answers are needed"
    assert "find it out" in parts[1]


CASES = [case.name for case in questionnaire().cases]


@pytest.mark.parametrize("name", CASES)
def test_every_case_of_the_questionnaire_is_summed_up_as_the_engine_decides_it(name: str) -> None:
    on = desk(session_of_case(name))
    parts = " · ".join(view_of(on).leaning)
    decision = on.triage.decision
    strategies = questionnaire().strategy_by_id
    if decision.strategy is None:
        assert parts.startswith("Open")
        return
    assert strategies[decision.strategy].title in parts
    assert (f"then {strategies[decision.then].title}" in parts) if decision.then else True
    assert ("a close call" in parts) == bool(decision.close_call_with)
    assert ("condition" in parts) == bool(decision.conditions)
    if decision.forced:
        assert decision.forced[0].text.rstrip(".") in parts


# --- What to ask next -----------------------------------------------------------------------------


def test_a_question_that_a_route_waits_for_is_asked_next_in_the_order_of_the_call() -> None:
    ask = view_of(session(), "value-case").next
    assert ask.question == "value-case"
    assert ask.says[0].startswith("Ask next: this question – Fix in place")
    ask = view_of(session(quick(2)), "success-criteria").next
    assert ask.question == "business-owner"
    assert ask.says[0].startswith("Ask next: Accountable owner (g) – ")


def test_a_question_asked_in_vain_is_not_asked_again_at_once() -> None:
    ask = view_of(session({"value-case": None}), "success-criteria").next
    assert ask.question != "value-case"


def test_when_no_route_waits_the_call_goes_on_in_order() -> None:
    gates = {gate.question for gate in questionnaire().gates}
    answers = {question.id: question.levels[-1].id for question in QUICK if question.id in gates}
    ask = view_of(session(answers), "success-criteria").next
    assert (ask.question, ask.says[0]) == (
        "success-criteria",
        "Ask next: this question – next on the call",
    )


def test_when_everything_is_answered_it_offers_the_verdict_and_the_full_triage() -> None:
    ask = view_of(session(quick(*[2] * 16, None))).next
    assert ask.question is None
    assert ask.says[0] == (
        "Everything asked is answered, 1 to find out. v shows the verdict, D goes on to the full "
        "triage. 5 of the facts asked with it are not given (f)."
    )
    full = view_of(session_of_case("all-middling")).next
    assert "full triage" not in full.says[0]


def test_facts_that_are_given_are_not_missed() -> None:
    on = desk(session(facts={"months_stalled": 7}))
    missing = not_given(on.asked, on.triage)
    assert "months_stalled" not in missing
    assert set(missing) == {
        "budget_left", "criteria_text", "criteria_still_relevant", "cost_of_delay",
    }  # fmt: skip


# --- Layout ---------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.sampled_from(CASES), st.integers(1, 130), st.integers(1, 12))
def test_the_panel_fits_any_room(name: str, width: int, height: int) -> None:
    title, lines = so_far_lines(view_of(session_of_case(name)), width, height)
    assert len(lines) <= height
    if width >= 30:
        assert all(cell_len(line.text) <= width for line in lines)
        assert cell_len(title) <= max(width, 20)


def test_with_little_height_the_sections_stand_beside_each_other_and_the_leaning_on_top() -> None:
    view = view_of(session_of_case("all-middling"))
    title, lines = so_far_lines(view, 78, 3)
    assert title.startswith("So far · Leaning to")
    assert len(lines) == 3
    assert all(section.title in lines[0].text for section in view.sections)
    title, lines = so_far_lines(view, 78, 6)
    assert title == "So far"
    assert [line.text.split()[0] for line in lines[:3]] == [s.title for s in view.sections]
