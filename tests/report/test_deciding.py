"""The reasons of a verdict: none of them speaks against what it is a reason for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.builtin import case, engine, questionnaire, reading_of
from tests.report.examples import CASES, session_of
from tests.triage.profiles import readings
from unstall.questionnaire.conditions import leaves
from unstall.report.deciding import MOST, Ground, grounds, outweighed
from unstall.report.dossier import Dossier, dossier_of
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.options_state import option_state
from unstall.triage.reading import Reading

STOP = questionnaire().procedure.stop


def dossier(reading: Reading) -> Dossier:
    triage = engine().triage(reading)
    return dossier_of(engine(), session_of("mostly-unknown"), triage, None, DEFAULT_LOCALE)


def of_case(name: str) -> Dossier:
    return dossier(reading_of(case(name)))


def added(found: Dossier, ground: Ground, strategy: str) -> int:
    """Add up anew what a reason's answer or fact gives to a strategy."""
    about = ground.question or ground.fact
    rules = {
        rule.id
        for rule in questionnaire().fact_points
        if about in {getattr(leaf, "fact", None) for leaf in leaves(rule.when)}
        and f"{rule.because}" in ground.says
    }
    return sum(
        addition.points
        for addition in found.triage.case(strategy).all_
        if (addition.kind == "question" and addition.id == ground.question)
        or (addition.kind == "fact" and addition.id in rules)
    )


def is_shut_by(found: Dossier, ground: Ground) -> bool:
    """Look the answer up among the rules that close the strategy."""
    option = option_state(
        questionnaire(), found.triage, questionnaire().strategy_by_id[ground.strategy]
    )
    gates = [
        state.gate for state in found.triage.decision.gates if state.gate.id in option.closed_by
    ]
    if ground.question is None:
        return ground.says in {*option.reasons, *(gate.closed_text for gate in gates)}
    return any(gate.question == ground.question for gate in gates)


def check(found: Dossier) -> None:
    decision = found.triage.decision
    told = grounds(found)
    assert len(told) <= MOST
    assert len({(g.question, g.title, g.says) for g in told}) == len(told)
    for ground in told:
        title = questionnaire().strategy_by_id[ground.strategy].title
        if ground.speaks == "for":
            assert ground.strategy == decision.strategy
            assert ground.points > 0
            if not decision.forced:
                assert ground.points == added(found, ground, ground.strategy)
        elif ground.speaks == "against":
            assert ground.lead == f"Against {title}:"
            assert ground.points == added(found, ground, ground.strategy) < 0
            if decision.then is None:
                assert added(found, ground, decision.strategy or "") == 0
        elif ground.speaks == "closes":
            assert title in ground.lead
            assert is_shut_by(found, ground)
        else:
            assert decision.forced
            assert ground.strategy == STOP
            assert added(found, ground, STOP) == 0
    assert all(g.question not in {t.question for t in told} for g in outweighed(found))


@settings(max_examples=300)
@given(readings())
def test_no_reason_speaks_against_what_it_is_a_reason_for(reading: Reading) -> None:
    check(dossier(reading))


@pytest.mark.parametrize("name", CASES)
def test_the_reasons_of_every_case_speak_for_it(name: str) -> None:
    found = of_case(name)
    check(found)
    assert bool(grounds(found)) == (found.strategy is not None)


def test_a_rival_that_fits_better_is_named_with_what_closed_it() -> None:
    first = grounds(of_case("validation-loop"))[0]
    assert (first.speaks, first.strategy, first.question) == (
        "closes", "partner", "budget-to-finish",
    )  # fmt: skip
    assert first.lead == "Partner is closed:"


def test_a_sponsor_who_is_away_is_no_reason_for_going_on() -> None:
    assert {ground.question for ground in grounds(of_case("value-doubtful"))} == {
        "production-record", "design-ceiling", "production-skills",
    }  # fmt: skip


def test_what_a_forced_stop_outweighed_is_no_reason_for_it() -> None:
    found = of_case("bought-service-now-does-it")
    assert [ground.question for ground in grounds(found)] == ["other-way"]
    assert [given.question for given in outweighed(found)] == ["test-result", "value-case"]


def test_an_answer_that_a_forced_stop_needs_is_said_to_carry_it() -> None:
    lead = {g.question: g.lead for g in grounds(of_case("lost-after-repair"))}
    assert lead == {
        "test-result": "",
        "better-than-today": "That also rests on this:",
        "design-ceiling": "That also rests on this:",
    }


def test_the_second_way_is_what_the_first_is_compared_with_first() -> None:
    found = of_case("sound-but-unfinished")
    first = grounds(found)[0]
    second = found.triage.decision.ranked[1].strategy
    apart = {
        question.id: added(found, Ground("", "", "", "for", "", question=question.id), "fix")
        - added(found, Ground("", "", "", "for", "", question=question.id), second)
        for question in questionnaire().questions
    }
    assert apart[first.question or ""] == max(apart.values())
