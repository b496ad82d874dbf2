"""A redacted copy says what is the matter and nothing about who said so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.builtin import engine, questionnaire
from tests.proof import examples
from tests.session.strategies import SESSIONS
from tests.tui.support import session_of_case
from unstall.session.models import Accepted, Answer, PlannedAction, PlanState, Session
from unstall.session.redact import Leak, leaks, redact, without_free_texts


def confidential() -> Session:
    """A session full of what somebody said in confidence."""
    of = session_of_case("validation-loop")
    owner = of.answers["business-owner"].model_copy(
        update={"note": "Ana says the CFO lies", "evidence": "in Ana's drawer", "ask": "Mwangi"}
    )
    risk = of.answers["monitoring"].model_copy(
        update={"accepted": Accepted(by="Dr Okafor", why="Ana told her to")}
    )
    names = {"sponsor": "Ana Ruiz", "tech-lead": "Mwangi O.", "cto": ""}
    people = [
        {"name": "Ana Ruiz", "role": "sponsor"},
        {"name": "Lindqvist", "role": "CTO"},
    ]
    planned = {
        "name-business-owner": PlannedAction(owner="Lindqvist", note="call Ana first"),
        "load-test": PlannedAction(dropped="volumes are tiny"),
        "classify-risk": PlannedAction(note="only a note"),
    }
    return of.model_copy(
        update={
            "facts": {**of.facts, "names_by_role": names, "respondents": people},
            "answers": {
                **of.answers,
                "business-owner": owner,
                "monitoring": risk,
                "team-capacity": Answer(note="Ana again"),
            },
            "plan": PlanState(actions=planned),
        }
    )


def test_names_notes_and_evidence_are_gone() -> None:
    text = repr(redact(confidential(), questionnaire()).session)
    for dropped in ("Ana", "Ruiz", "Mwangi", "Okafor", "Lindqvist", "drawer", "lies", "call Ana"):
        assert dropped not in text


def test_one_person_stays_one_person_wherever_they_are_named() -> None:
    session = redact(confidential(), questionnaire()).session
    names = session.facts["names_by_role"]
    assert names["cto"] == ""
    assert session.facts["respondents"][0]["name"] == names["sponsor"] != names["tech-lead"]
    lindqvist = session.facts["respondents"][1]["name"]
    assert session.plan.actions["name-business-owner"].owner == lindqvist


def test_the_verdict_and_the_plans_owners_stay_what_they_were() -> None:
    of = confidential()
    before, after = (
        engine().triage_session(session) for session in (of, redact(of, questionnaire()).session)
    )
    assert after.decision == before.decision
    assert after.blockers == before.blockers
    assert after.reading.roles_named == before.reading.roles_named


def test_what_was_taken_out_of_the_plan_keeps_its_reason_and_its_place() -> None:
    actions = redact(confidential(), questionnaire()).session.plan.actions
    assert actions["load-test"].dropped == "volumes are tiny"
    assert "classify-risk" not in actions


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ask Ana Ruiz.", "Ana Ruiz"),
        ("Ask ANA RUIZ!", "ANA RUIZ"),
        ("as Ruiz agreed", "Ruiz"),
        ("Ana-led", "Ana"),
        ("analysis", None),
        ("the price of May", None),
        ("Prices", None),
        ("Ms Price said", None),
        ("Person 1", None),
    ],
)
def test_a_name_is_found_whole_or_in_part_but_not_inside_other_words(
    line: str, found: str | None
) -> None:
    form = "The price is due in May.\nPerson 1"
    said = leaks(f"first\n{line}", ["Ana Ruiz", "May Price"], form)
    assert said == (() if found is None else (Leak(2, found),))


def test_a_name_in_a_text_that_stays_is_a_leak() -> None:
    of = confidential().with_facts({"criteria_text": "What Ruiz promised the board"})
    redacted = redact(of, questionnaire())
    form = without_free_texts(redacted.session, questionnaire())
    assert leaks(repr(redacted.session), redacted.names, repr(form))
    assert not leaks(repr(form), redacted.names, repr(form))


@given(SESSIONS)
@settings(max_examples=examples(100), deadline=None)
def test_redacting_twice_changes_nothing_more(of: Session) -> None:
    once = redact(of, questionnaire())
    assert redact(once.session, questionnaire()).session == once.session
