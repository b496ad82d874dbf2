"""How firmly a verdict stands is told by the questionnaire's own limits, each of them alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builtin import case, engine, questionnaire, reading_of
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Section
from unstall.questionnaire.rules import StandingLimits
from unstall.triage.engine import Triage
from unstall.triage.reading import Reading
from unstall.triage.standing import Standing, judge


def with_limits(**limits: float) -> Questionnaire:
    rules = questionnaire().procedure.model_copy(update={"standing": StandingLimits(**limits)})
    return questionnaire().model_copy(update={"procedure": rules})


def known(section: str = "", share: float = 1.0) -> Triage:
    """Answer everything, but only a share of one section's weight."""
    triage = engine().triage(reading_of(case("sound-but-unfinished")))
    decision = replace(triage.decision, close_call_with=None)
    readiness = tuple(
        replace(group, coverage=share if group.id == section else 1.0) for group in triage.readiness
    )
    return replace(triage, decision=decision, readiness=readiness)


def word(triage: Triage, *, share: float = 1.0, coverage: float = 1.0, **limits: float) -> Standing:
    return judge(with_limits(**limits), triage.decision, triage.readiness, coverage, share)


@pytest.mark.parametrize(
    ("share", "wanted"),
    [(1.0, "holds-up"), (0.9, "holds-up"), (0.8995, "leaning"), (0.6, "leaning"), (0.5995, "open")],
)
def test_nine_in_ten_hold_up_and_six_in_ten_lean(share: float, wanted: str) -> None:
    assert word(known(), share=share).word == wanted


@pytest.mark.parametrize(
    ("share", "wanted"),
    [(0.7, "holds-up"), (0.6995, "leaning"), (0.35, "leaning"), (0.3495, "open"), (0.0, "open")],
)
def test_the_shares_are_those_of_the_questionnaire(share: float, wanted: str) -> None:
    assert word(known(), share=share, holds_up_from=0.7, leaning_from=0.35).word == wanted


def test_where_both_limits_are_one_only_what_is_known_can_make_it_lean() -> None:
    limits = {"holds_up_from": 0.8, "leaning_from": 0.8}
    assert word(known(), share=0.8, **limits).word == "holds-up"
    assert word(known(), share=0.7995, **limits).word == "open"
    assert word(known(), share=0.8, coverage=0.1, **limits).word == "leaning"


def test_too_little_known_in_all_keeps_it_leaning() -> None:
    assert word(known(), coverage=0.6).word == "holds-up"
    held = word(known(), coverage=0.5995)
    assert held == Standing("leaning", ("too little of what counts for this project is known",))
    assert word(known(), coverage=0.2, holds_up_coverage=0.2).word == "holds-up"


@pytest.mark.parametrize("section", questionnaire().sections, ids=lambda section: section.id)
def test_too_little_known_in_one_section_keeps_it_leaning_and_is_named(section: Section) -> None:
    assert word(known(section.id, 0.4)).word == "holds-up"
    held = word(known(section.id, 0.3995))
    assert held == Standing("leaning", (f"too little is known in the section {section.title}",))
    assert word(known(section.id, 0.3995), holds_up_each_section=0.39).word == "holds-up"


def test_other_groups_than_sections_hold_nothing_back() -> None:
    groups = {group.id for group in questionnaire().groups}
    assert all(word(known(group, 0.0)).word == "holds-up" for group in groups)


def test_a_close_call_keeps_it_leaning_and_names_the_rival() -> None:
    triage = known()
    close = replace(triage, decision=replace(triage.decision, close_call_with="restart"))
    title = questionnaire().strategy_by_id["restart"].title
    assert word(close) == Standing("leaning", (f"it is a close call with {title}",))


def test_below_the_second_limit_nothing_else_can_make_it_more_than_open() -> None:
    held = word(known(), share=0.1, coverage=0.1)
    assert held.word == "open"
    assert len(held.held_back_by) == 2


def test_with_too_few_quick_answers_it_is_open_whatever_the_share() -> None:
    triage = engine().triage(Reading({}))
    held = word(triage, holds_up_from=0.0, leaning_from=0.0)
    assert held.word == "open"
    assert held.held_back_by == ("only 0 of the 9 answers that a recommendation needs are known",)


@pytest.mark.parametrize(
    ("limit", "said"),
    [(0.9, "nine in ten"), (0.75, "75%"), (1.0, "ten in ten"), (0.3, "three in ten")],
)
def test_the_limit_that_was_missed_is_said_in_words(limit: float, said: str) -> None:
    (because,) = word(
        known(), share=limit - 0.01, holds_up_from=limit, leaning_from=0.1
    ).held_back_by
    assert f"fewer than {said}" in because


def test_what_holds_up_is_held_back_by_nothing_and_the_others_say_why() -> None:
    for share in (0.0, 0.3, 0.7, 0.95, 1.0):
        for coverage in (0.1, 0.9):
            held = word(known(), share=share, coverage=coverage)
            assert (held.word == "holds-up") == (held.held_back_by == ())
