"""Pairs of sessions drawn at random: any answers, and a later session in which some are others."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.builtin import engine, questionnaire
from tests.triage.profiles import FACT_VALUES
from unstall.compare.side import Side
from unstall.questionnaire.questions import Question
from unstall.session.models import Answer, QuestionnaireRef, Session

MOST_MOVED = 10
MOST_OTHERWISE = 4


def side_from(session: Session) -> Side:
    """Give a session as a side, without a plan and without measuring how firmly it stands."""
    return Side(session, engine(), engine().triage_session(session), None)


def session_number(number: int) -> Session:
    """Make a session from a number: a case of the questionnaire, some of it otherwise."""
    random = Random(number)
    found = random.choice(questionnaire().cases)
    answers = {question: Answer(level=level) for question, level in found.answers.items()}
    for question in random.sample(questionnaire().questions, random.randint(0, MOST_OTHERWISE)):
        answers[question.id] = _answer(question, random)
    facts = {fact: random.choice(v) for fact, v in FACT_VALUES.items() if random.random() < 0.05}
    return Session(
        project="Claims triage",
        depth="full",
        opened=datetime(2026, 8, 20, 9, 30, tzinfo=UTC),
        assessed=date(2026, 8, 20),
        questionnaire=QuestionnaireRef(id="stalled-ai", version="1.0.0", sha256="0" * 64),
        facts={**found.facts, **facts},
        how_soon=dict(found.how_soon),
        answers=answers,
    )


def a_quarter_after(session: Session, number: int) -> Session:
    """Make the session after one: up to ten answers and a fact are others.

    Most of the answers that moved are those of another case, so that the verdict often moves too.
    """
    random = Random(-number - 1)
    later = session.model_copy(
        update={"assessed": date(2026, 11, 20), "opened": datetime(2026, 11, 20, 9, tzinfo=UTC)}
    )
    other = random.choice(questionnaire().cases).answers
    differing = sorted(q for q in other if later.answers.get(q) != Answer(level=other[q]))
    count = random.randint(0, min(MOST_MOVED - 2, len(differing)))
    for differs in random.sample(differing, count):
        later = later.with_answer(differs, Answer(level=other[differs]))
    for question in random.sample(questionnaire().questions, random.randint(0, 2)):
        later = later.with_answer(question.id, _answer(question, random))
    if random.random() < 0.4:
        fact: str = random.choice(sorted(FACT_VALUES))
        value: Any = random.choice([*FACT_VALUES[fact], None])
        later = later.with_facts({fact: value})
    return later


def _answer(question: Question, random: Random) -> Answer:
    kind = random.random()
    if kind < 0.8:
        return Answer(level=random.choice(question.levels).id)
    return Answer(unknown=True) if kind < 0.95 else Answer(not_applicable="There is none")


SESSIONS = st.integers(0, 100_000).map(session_number)
NUMBERS = st.integers(0, 100_000)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Side, Side]:
    """Draw a session and the one after it."""
    then = draw(SESSIONS)
    return side_from(then), side_from(a_quarter_after(then, draw(NUMBERS)))
