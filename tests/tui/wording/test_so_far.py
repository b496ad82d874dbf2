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
from unstall.outlook import outlook_of
from unstall.session.models import Session
from unstall.triage.readiness import Readiness
from unstall.triage.standing import StandingWord
from unstall.tui.desk import Desk
from unstall.tui.wording.asking import Ahead, looking_ahead, not_given
from unstall.tui.wording.so_far import (
    SoFarView,
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


def view_of(of: Session | Desk, ahead: Ahead | None = None) -> SoFarView:
    on = of if isinstance(of, Desk) else desk(of)
    return so_far(
        questionnaire(),
        on.triage,
        on.asked,
        None,
        depth=on.session.depth,
        keys=KEYS,
        ahead=ahead or Ahead(),
    )


def weighed(of: Session) -> SoFarView:
    on = desk(of)
    outlook = outlook_of(on.engine, on.triage)
    return view_of(on, looking_ahead(on.triage, outlook))


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


# --- How firmly it stands -------------------------------------------------------------------------


WORDS = {
    "holds-up": "Partner (harden) holds up",
    "leaning": "Leaning to Partner (harden)",
    "open": "Open, at most towards Partner (harden)",
    None: "Towards Partner (harden)",
}


@pytest.mark.parametrize("standing", WORDS, ids=str)
def test_the_leaning_says_how_firmly_it_stands(standing: StandingWord | None) -> None:
    of = session_of_case("good-model-no-engineers")
    assert view_of(of, Ahead(standing)).leaning[0] == WORDS[standing]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("holds-up", "Partner (harden): holds up, settled"),
        ("leaning", "Partner (harden): leaning, settled"),
        ("open", "Partner (harden): open, settled"),
    ],
)
def test_what_is_settled_says_its_standing_in_the_words_of_the_verdict(
    standing: StandingWord, words: str
) -> None:
    of = session_of_case("good-model-no-engineers")
    assert view_of(of, Ahead(standing, settled=True)).leaning[0] == words


def test_while_it_is_being_weighed_it_says_so_and_not_afterwards() -> None:
    of = session_of_case("good-model-no-engineers")
    assert view_of(of, Ahead("holds-up")).weighing == "being weighed"
    assert view_of(of, Ahead("holds-up", is_weighed=True)).weighing == ""
    assert view_of(session()).weighing == ""
    for height in (3, 6):
        title, lines = so_far_lines(view_of(of, Ahead("leaning")), 78, height)
        assert "Leaning to Partner (harden)" in title + "".join(line.text for line in lines)
        assert "being weighed" in title + "".join(line.text for line in lines)


def test_what_holds_up_without_being_settled_says_that_answers_seldom_change_it() -> None:
    of = session_of_case("good-model-no-engineers")
    dropped = [question.id for question in questionnaire().call_order[-10:]]
    answers = {id_: answer for id_, answer in of.answers.items() if id_ not in dropped}
    view = weighed(of.model_copy(update={"answers": answers}))
    assert view.leaning[0] == "Partner (harden) holds up"
    assert view.leaning[-1] == "what is left to ask seldom changes it"
    assert weighed(of).leaning == ("Partner (harden) holds up",)


def test_that_one_can_stop_has_a_line_of_its_own_and_is_the_last_to_give_way() -> None:
    whole = session_of_case("need-gone")
    ids = {question.id for question in QUICK[:13]}
    answers = {id_: answer for id_, answer in whole.answers.items() if id_ in ids}
    view = weighed(whole.model_copy(update={"depth": "quick", "answers": answers}))
    stop = "✓ You can stop here: nothing left to ask can change the verdict."
    for width, height in ((78, 3), (64, 5), (82, 6)):
        _, lines = so_far_lines(view, width, height)
        assert stop in [line.text for line in lines]
    _, lines = so_far_lines(view, 82, 6)
    assert lines[-1].text.startswith("Still open: ")
    _, lines = so_far_lines(view, 30, 5)
    assert lines[-1].text == "✓ You can stop here."


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
    view = view_of(session_of_case(name), Ahead("leaning", settled=True))
    title, lines = so_far_lines(view, width, height)
    assert len(lines) <= height
    if width >= 30:
        assert all(cell_len(line.text) <= width for line in lines)
        assert cell_len(title) <= max(width, 20)


def test_with_little_height_the_sections_stand_beside_each_other_and_the_leaning_on_top() -> None:
    view = view_of(session_of_case("all-middling"), Ahead("leaning", is_weighed=True))
    title, lines = so_far_lines(view, 78, 3)
    assert title.startswith("So far · Leaning to")
    assert len(lines) == 3
    assert all(section.title in lines[0].text for section in view.sections)
    title, lines = so_far_lines(view, 78, 6)
    assert title == "So far"
    assert [line.text.split()[0] for line in lines[:3]] == [s.title for s in view.sections]
