"""A large sessions folder to measure on: projects that are triaged again quarter after quarter.

Made from the questionnaire's cases; the same for the same numbers, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.projects import builtin
from unstall.questionnaire.load import Loaded
from unstall.questionnaire.models import AuthorCase, Questionnaire
from unstall.session.format import to_toml
from unstall.session.kept import keep_questionnaire
from unstall.session.models import Answer, KnownHow, QuestionnaireRef, Result, Session

FIRST_DAY = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
QUARTER = timedelta(days=91)
CLIENTS = 160
CURRENCIES = ("EUR", "GBP", "USD")
NOTES = (
    "Said by the head of operations; the page itself was not shown.",
    "The CFO's office pays but does not decide. To be asked again after the budget round.",
    "Seen in the ticket system, the last entry is from March.",
)
MOST_QUARTERS = 7
"""Sessions of the project that is triaged most often; on average there are four."""


def fill_large_folder(folder: Path, projects: int) -> int:
    """Write a folder of projects with four sessions each on average; gives how many sessions.

    Times of change are those of writing: everything is new.
    """
    loaded = builtin()
    keep_questionnaire(folder, loaded)
    written = 0
    for number in range(projects):
        home = folder / f"project-{number:05}"
        home.mkdir(parents=True)
        for session in sessions_of(number, loaded):
            file = home / f"{session.opened.date().isoformat()}.toml"
            file.write_text(to_toml(session))
            written += 1
    return written


def sessions_of(number: int, loaded: Loaded) -> Iterator[Session]:
    """Give the sessions of one project, the oldest first: all but the newest are closed."""
    questionnaire = loaded.questionnaire
    numbers = Random(number)  # noqa: S311 - made-up projects, nothing secret
    case = questionnaire.cases[number % len(questionnaire.cases)]
    quarters = 1 + number % MOST_QUARTERS
    begun = FIRST_DAY + timedelta(days=number % 200)
    answers = _answers(case, questionnaire, numbers, begun)
    before = None
    for quarter in range(quarters):
        at = begun + quarter * QUARTER
        if quarter:
            answers = _moved(answers, questionnaire, numbers, at)
        is_newest = quarter == quarters - 1
        yield Session(
            project=f"Project {number}",
            client=f"Client {number * 7 % CLIENTS}",
            currency=CURRENCIES[number % len(CURRENCIES)],
            depth="full",
            opened=at,
            assessed=at.date(),
            closed=None if is_newest else at + timedelta(hours=2),
            previous=before,
            questionnaire=QuestionnaireRef(
                id=questionnaire.id, version=questionnaire.version, sha256=loaded.sha256
            ),
            facts=_facts(case, questionnaire, number, at.date()),
            how_soon=case.how_soon,
            answers=answers,
            result=None if is_newest else _result(case),
        )
        before = f"{at.date().isoformat()}.toml"


def _facts(
    case: AuthorCase, questionnaire: Questionnaire, number: int, assessed: date
) -> dict[str, object]:
    facts: dict[str, object] = {"fte_available": 2 + number % 4}
    for name, value in case.facts.items():
        worked_out = questionnaire.fact_by_id[name].computed
        if worked_out:
            # A case says the weeks to a day; a session holds the day.
            facts[worked_out.to] = assessed + timedelta(weeks=value)
        else:
            facts[name] = value
    if number % 3:
        least = (5 + number * 37 % 75) * 1_000
        facts["cost_of_delay"] = {"low": least, "likely": 2 * least, "high": 3 * least}
        facts["cost_of_delay_basis"] = "lost benefit"
    return facts


def _answers(
    case: AuthorCase, questionnaire: Questionnaire, numbers: Random, at: datetime
) -> dict[str, Answer]:
    ways: tuple[KnownHow, ...] = ("stated", "corroborated", "seen")
    return {
        question: Answer(
            level=level,
            known=numbers.choice(ways),
            note=numbers.choice(NOTES) if numbers.random() < 1 / 3 else None,
            at=at + timedelta(seconds=20 * place),
        )
        for place, (question, level) in enumerate(case.answers.items())
        if question in questionnaire.question_by_id
    }


def _moved(
    answers: dict[str, Answer], questionnaire: Questionnaire, numbers: Random, at: datetime
) -> dict[str, Answer]:
    """Move a few answers by one level, up more often than down."""
    moved = dict(answers)
    for name in numbers.sample(sorted(answers), min(4, len(answers))):
        question = questionnaire.question_by_id[name]
        now = question.level_index(answers[name].level or "") or 0
        then = min(max(now + numbers.choice((-1, 1, 1)), 0), question.top)
        level = question.levels[then].id
        moved[name] = answers[name].model_copy(update={"level": level, "at": at})
    return moved


def _result(case: AuthorCase) -> Result:
    return Result(
        strategy=case.expected.strategy,
        shape=case.expected.shape,
        then=case.expected.then,
        standing="leaning",
        program="0.1.0",
    )
