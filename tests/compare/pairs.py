"""Pairs of sessions of one project, a quarter apart, as a careful consultant leaves them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from tests.builtin import engine, questionnaire
from tests.report.examples import FACTS, NAMES, furnished
from unstall.compare.comparison import compare
from unstall.compare.models import Comparison
from unstall.compare.side import Side
from unstall.planning import plan_of
from unstall.session.models import ActionOutcome, Answer, Held, LastPlan, Session
from unstall.triage.result import result_of
from unstall.triage.standing import Standing, StandingWord

THEN = date(2026, 8, 20)
NOW = date(2026, 11, 20)


@cache
def then_session(name: str = "waiting-for-sponsor", *, depth: str = "full") -> Session:
    """Give a furnished session of August, closed with its result."""
    session = furnished(name, depth=depth).model_copy(
        update={"assessed": THEN, "opened": datetime(2026, 8, 20, 9, 30, tzinfo=UTC)}
    )
    return closed(session)


def closed(session: Session, standing: StandingWord = "holds-up") -> Session:
    """Close a session with what the engine makes of it; its standing is not measured but given."""
    triage = engine().triage_session(session)
    if triage.decision.strategy is None or session.depth == "quick":
        standing = "open"
    return session.model_copy(
        update={
            "closed": datetime(2026, 8, 21, 17, 0, tzinfo=UTC),
            "result": result_of(triage, Standing(standing, ()), "1.0.0"),
        }
    )


def planned(session: Session, standing: StandingWord = "holds-up") -> Side:
    """Give a session with its plan as one side; its standing is not measured but given."""
    triage = engine().triage_session(session)
    if session.result:
        standing = session.result.standing
    return Side(session, engine(), triage, plan_of(engine(), session, triage), standing)


def moved(session: Session, answers: dict[str, Any], **facts: Any) -> Session:
    """Give the same project a quarter later: some answers and facts are other ones."""
    later = session.model_copy(
        update={
            "assessed": NOW,
            "opened": datetime(2026, 11, 20, 10, 2, tzinfo=UTC),
            "closed": None,
            "result": None,
            "previous": "2026-08-20.toml",
        }
    )
    for question, given in answers.items():
        later = later.with_answer(question, _answer(question, given))
    return later.with_facts(facts)


def _answer(question: str, given: Any) -> Answer:
    if isinstance(given, Answer):
        return given
    if given is None:
        return Answer(unknown=True)
    level = questionnaire().question_by_id[question].levels[given]
    return Answer(level=level.id, known="seen")


@cache
def later() -> Session:
    """Give the session of November: a sponsor was found, money promised, and more moved."""
    session = moved(
        then_session(),
        {
            "sponsor-engaged": Answer(
                level=_level("sponsor-engaged", 2),
                known="seen",
                note="M. Okonkwo took the post in September",
            ),
            "budget-to-finish": 2,
            "production-owner": 3,
            "monitoring": 2,
            "team-capacity": 0,
            "key-person": 0,
            "use-acceptable": None,
        },
        names_by_role={**NAMES, "sponsor": "M. Okonkwo"},
        months_stalled=8,
        budget_left=90_000,
        cost_of_delay={**FACTS["cost_of_delay"], "likely": 40_000},
    )
    before = then_session().answers
    confirmed = {
        question: answer.model_copy(update={"confirmed": True})
        for question, answer in session.answers.items()
        if answer == before.get(question)
    }
    last = LastPlan(
        actions={
            "recommit-sponsor": ActionOutcome(done=date(2026, 9, 14)),
            "name-production-owner": ActionOutcome(done=date(2026, 9, 1), note="In one meeting"),
            "classify-risk": ActionOutcome(dropped="Legal does it for all projects at once"),
        },
        held={"review": Held(on=date(2026, 10, 16), outcome="go-on")},
    )
    return session.model_copy(
        update={"answers": {**session.answers, **confirmed}, "last_plan": last}
    )


def _level(question: str, place: int) -> str:
    return questionnaire().question_by_id[question].levels[place].id


@cache
def side(name: str, *, depth: str = "full") -> Side:
    """Give a furnished case as one side."""
    return planned(furnished(name, depth=depth))


@cache
def a_quarter_later() -> Comparison:
    """Compare August with November."""
    return compare(planned(then_session()), planned(later(), "leaning"))
