"""A redacted copy says what is the matter and nothing about who said so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from tests.builtin import engine, questionnaire
from tests.proof import examples
from tests.session.strategies import SESSIONS
from tests.tui.support import session_of_case
from unstall.session.edit import set_planned
from unstall.session.leaks import leaks
from unstall.session.models import (
    Accepted,
    ActionOutcome,
    Answer,
    Held,
    LastPlan,
    PlannedAction,
    PlanState,
    Session,
)
from unstall.session.own import add_own, split_off
from unstall.session.redact import (
    redact,
    redact_together,
    titles_hold_a_name,
    without_free_texts,
    without_titles,
)


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


def with_own(title: str, done_when: str = "They said yes.") -> Session:
    of = confidential()
    bank = questionnaire()
    of, added = add_own(
        of, bank, title=title, role="cto", effort=(1, 1), added_for="fix", done_when=done_when
    )
    of, part = split_off(of, bank, added, title=f"{title}, once more", role="cto")
    return set_planned(of, bank, part, PlannedAction(owner="Ana Ruiz"))


def test_an_added_action_stays_under_an_id_that_says_nothing() -> None:
    plan = redact(with_own("Ask Mutua again"), questionnaire()).session.plan
    assert list(plan.own) == ["own-1", "own-2"]
    assert plan.own["own-1"].title == "Ask Mutua again"
    assert plan.own["own-2"].part_of == "own-1"
    assert plan.actions["own-2"].owner == "Person 1"


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
    "of",
    [
        confidential().with_facts({"criteria_text": "What Ruiz promised the board"}),
        confidential().with_facts({"hard_date_reason": "Ruiz leaves"}),
        confidential().with_facts({"regimes": ["the rule of Ruiz"]}),
        confidential().with_facts(
            {"respondents": [{"name": "Eva", "role": "Analyst, reports to Ana Ruiz"}]}
        ),
        confidential().with_answer("data-owner", Answer(not_applicable="Ruiz says so")),
        confidential().with_planned("load-test", PlannedAction(dropped="Ruiz is against it")),
        with_own("Ask Ruiz again"),
        with_own("Ask them again", done_when="Ruiz has said yes."),
    ],
)
def test_every_text_that_stays_is_searched_and_excuses_no_name(of: Session) -> None:
    redacted = redact(of, questionnaire())
    form = repr(without_free_texts(redacted.session, questionnaire()))
    assert leaks((repr(redacted.session),), redacted.names, (form,))
    assert not leaks((form,), redacted.names, (form,))
    assert "Ruiz" not in form


def test_the_names_of_project_and_client_excuse_no_name() -> None:
    of = confidential().model_copy(update={"project": "Ruiz forecast", "client": "Ruiz Mutual"})
    redacted = redact(of, questionnaire())
    assert redacted.session.project == "Ruiz forecast"
    assert "Ruiz" not in repr(without_free_texts(redacted.session, questionnaire()))


@pytest.mark.parametrize(
    ("client", "typed", "left"),
    [
        ("Ruiz Mutual", "Ruiz Mutual promised", False),
        ("Ruiz Mutual", "RUIZ  MUTUAL's board", False),
        ("Ruiz Mutual", "Ruiz Mutual promised, and Ms Ruiz too", True),
        ("Ruiz Mutual", "the Mutual and Ruiz", True),
        ("Ruiz & Co", "Ruiz & Co promised", False),
        ("Ruiz", "Ruiz promised", True),
        ("Ms Ruiz", "Ms Ruiz promised", True),
        ("Ruiz Lindqvist", "Ruiz Lindqvist promised", True),
        ("Ruiz", "the client promised", False),
        ("Acme", "Acme promised", False),
    ],
)
def test_a_name_in_the_clients_stands_there_and_nowhere_else(
    client: str, typed: str, left: bool
) -> None:
    of = confidential().with_facts({"criteria_text": typed})
    redacted = redact(of.model_copy(update={"client": client}), questionnaire())
    assert titles_hold_a_name(redacted) == ("Ruiz" in client)
    searched = repr(without_titles(redacted, questionnaire()))
    form = repr(without_free_texts(redacted.session, questionnaire()))
    assert bool(leaks((searched,), redacted.names, (form,))) == left


def test_without_texts_and_titles_the_verdict_stays_what_it_was() -> None:
    redacted = redact(confidential(), questionnaire())
    before = engine().triage_session(redacted.session)
    for session in (
        without_titles(redacted, questionnaire()),
        without_free_texts(redacted.session, questionnaire()),
    ):
        assert engine().triage_session(session).decision == before.decision


@given(SESSIONS)
@settings(max_examples=examples(100), deadline=None)
def test_redacting_twice_changes_nothing_more(of: Session) -> None:
    once = redact(of, questionnaire())
    assert redact(once.session, questionnaire()).session == once.session


def test_what_became_of_a_plan_stays_without_the_notes() -> None:
    day = date(2026, 11, 20)
    held = Held(on=day, outcome="go-on", note="Ana hesitated")
    gone = {"load-test": ActionOutcome(dropped="volumes are tiny", note="Ana again")}
    of = confidential().model_copy(
        update={"last_plan": LastPlan(actions=gone, held={"commit": held})}
    )
    last = redact(of, questionnaire()).session.last_plan
    assert last.actions == {"load-test": ActionOutcome(dropped="volumes are tiny")}
    assert last.held == {"commit": Held(on=day, outcome="go-on")}


def test_the_id_of_an_added_action_of_the_plan_before_says_nothing_either() -> None:
    gone = {
        "ask-mutua-again": ActionOutcome(done=date(2026, 11, 2)),
        "load-test": ActionOutcome(done=date(2026, 11, 3)),
        "only-noted": ActionOutcome(note="Ana"),
    }
    of = confidential().model_copy(update={"last_plan": LastPlan(actions=gone)})
    last = redact(of, questionnaire()).session.last_plan
    assert set(last.actions) == {"load-test", "other-1"}


def test_an_added_action_has_one_plain_id_in_both_of_two_sessions() -> None:
    older = with_own("Ask Mutua again")
    ids = sorted(older.plan.own)
    outcomes = {id_: ActionOutcome(dropped="No need") for id_ in ids}
    newer = confidential().model_copy(update={"last_plan": LastPlan(actions=outcomes)})
    then, now = redact_together([(older, questionnaire()), (newer, questionnaire())])
    assert set(now.session.last_plan.actions) == set(then.session.plan.own) == {"own-1", "own-2"}


def test_one_person_is_one_person_in_all_sessions_and_missed_in_none() -> None:
    older = confidential().with_facts({"names_by_role": {"cto": "Kim", "sponsor": "Ana Ruiz"}})
    newer = confidential()
    then, now = redact_together([(older, questionnaire()), (newer, questionnaire())])
    assert now.session == redact(newer, questionnaire()).session
    sponsor = now.session.facts["names_by_role"]["sponsor"]
    assert then.session.facts["names_by_role"]["sponsor"] == sponsor
    assert then.session.facts["names_by_role"]["cto"] not in now.session.facts["names_by_role"]
    assert "Kim" in then.names
    assert then.names == now.names


def test_an_added_action_that_goes_on_is_the_same_one_in_the_next_session() -> None:
    older = with_own("Ask Mutua again")
    first, part = sorted(older.plan.own)
    state = older.plan.model_copy(update={"own": {part: older.plan.own[part]}, "actions": {}})
    newer = confidential().model_copy(update={"plan": state})
    then, now = redact_together([(older, questionnaire()), (newer, questionnaire())])
    assert list(then.session.plan.own) == ["own-1", "own-2"]
    assert list(now.session.plan.own) == ["own-2"]
    assert first != part
