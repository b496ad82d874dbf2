"""Whole sessions made of the questionnaire's own cases, bare or furnished, and their documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any

from tests.builtin import case, engine, questionnaire
from tests.voting.workshop import workshop
from unstall.plan.models import Plan
from unstall.planning import plan_of
from unstall.report.dossier import Dossier, dossier_of
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.markdown import render_plan, render_report, render_summary
from unstall.session.models import Accepted, Answer, PlannedAction, QuestionnaireRef, Session
from unstall.triage.engine import Triage
from unstall.triage.outlook import Outlook

ASSESSED = date(2026, 11, 20)
CASES = tuple(found.name for found in questionnaire().cases)
RECOMMENDED = tuple(
    found.name for found in questionnaire().cases if found.expected.strategy is not None
)
READY = "everything-ready"
"""A case in which nothing explains the stall: its review is held, and there is nothing to plan."""
PLANNED = tuple(name for name in RECOMMENDED if name != READY)
ONE_OF_EACH = {
    "fix": "sound-but-unfinished",
    "restart": "notebook-strong-team",
    "partner": "good-model-no-engineers",
    "stop": "lost-after-repair",
    "pause": "waiting-for-sponsor",
}
"""A case for each strategy."""

PEOPLE = [
    {"name": "Ines Okafor", "role": "head of claims"},
    {"name": "Tomasz Weil", "role": "engineering manager"},
]
NAMES = {
    "sponsor": "R. Adeyemi",
    "business-owner": "J. Lindqvist",
    "cto": "M. Castellano",
    "project-lead": "P. Novák",
    "tech-lead": "S. Iyer",
}
FACTS: dict[str, Any] = {
    "respondents": PEOPLE,
    "names_by_role": NAMES,
    "regulated": "yes",
    "regimes": ["the insurer's own model rules", "data protection law"],
    "personal_data": "ordinary",
    "consequence": "advice to staff",
    "sector": "finance",
    "criteria_text": "Half the time to a first decision.\nNo more complaints than today.",
    "cost_of_delay": {"low": 20_000, "likely": 35_000, "high": 60_000},
    "cost_of_delay_basis": "lost benefit",
    "person_day_rate": 750,
    "budget_left": 120_000,
    "spent_to_date": 487_250,
    "fte_available": 3,
    "pilot_volume": 40,
    "production_volume": 2_600,
}


def session_of(name: str, *, depth: str = "full", **changes: Any) -> Session:
    """Make a session of a case's answers and facts alone; a quick one keeps the quick answers."""
    found, asked = case(name), questionnaire().question_by_id
    answers = {
        question: Answer(level=level)
        for question, level in found.answers.items()
        if depth == "full" or asked[question].quick
    }
    values: dict[str, Any] = {
        "project": "Claims triage",
        "depth": depth,
        "opened": datetime(2026, 11, 20, 10, 2, tzinfo=UTC),
        "assessed": ASSESSED,
        "questionnaire": QuestionnaireRef(
            id=questionnaire().id, version=questionnaire().version, sha256="0" * 64
        ),
        "facts": dict(found.facts),
        "how_soon": dict(found.how_soon),
        "answers": answers,
    }
    return Session(**{**values, **changes})


def furnished(name: str, *, depth: str = "full") -> Session:
    """Make a session as a careful consultant leaves it: people, money, names, notes, marks."""
    session = session_of(name, depth=depth, client="Northgate Assurance", currency="GBP")
    session = session.with_facts({**FACTS, **session.facts})
    for position, (question, answer) in enumerate(session.answers.items()):
        marks: dict[str, Any] = {}
        if position % 5 == 0:
            marks = {"known": "seen", "evidence": "Minutes of 3 November"}
        elif position % 5 == 1:
            marks = {"known": "corroborated", "note": "Said twice, by two teams"}
        session = session.with_answer(question, answer.model_copy(update=marks))
    if "incident-duty" in session.answers:
        risk = Accepted(by="J. Lindqvist", why="Office hours only until spring")
        answer = session.answers["incident-duty"].model_copy(update={"accepted": risk})
        session = session.with_answer("incident-duty", answer)
    return session.with_planned("blocker-log", PlannedAction(note="Reuse the list of October"))


@dataclass(frozen=True)
class Written:
    """A session with everything that is written about it."""

    session: Session
    outlook: Outlook | None = None
    """The outlook, where it is known already."""

    @cached_property
    def triage(self) -> Triage:
        """What the engine makes of it."""
        return engine().triage_session(self.session)

    @cached_property
    def plan(self) -> Plan | None:
        """The plan of the recommended strategy."""
        return plan_of(engine(), self.session, self.triage)

    @cached_property
    def dossier(self) -> Dossier:
        """What its documents are written from."""
        made = dossier_of(engine(), self.session, self.triage, self.plan, DEFAULT_LOCALE)
        return replace(made, worked_out=self.outlook)

    @cached_property
    def report(self) -> str:
        """The report as Markdown."""
        return render_report(self.dossier)

    @cached_property
    def plan_text(self) -> str:
        """The plan as Markdown."""
        return render_plan(self.dossier)

    @cached_property
    def summary(self) -> str:
        """The one page for the sponsor as Markdown."""
        return render_summary(self.dossier)


@cache
def bare(name: str) -> Written:
    """Write about a case as it stands."""
    return Written(session_of(name))


@cache
def full(name: str) -> Written:
    """Write about a furnished case."""
    return Written(furnished(name))


@cache
def quick(name: str) -> Written:
    """Write about a case of which only the quick questions were asked."""
    return Written(furnished(name, depth="quick"))


@cache
def voted(name: str) -> Written:
    """Write about a furnished case after a workshop voted on it."""
    return Written(workshop(furnished(name)))


def section(text: str, title: str) -> str:
    """Cut out the section of a document whose second-level heading holds a title."""
    parts = text.split("\n## ")
    found = [part for part in parts if title in part.split("\n", 1)[0]]
    assert len(found) == 1, (title, [part.split("\n", 1)[0] for part in parts])
    return found[0]
