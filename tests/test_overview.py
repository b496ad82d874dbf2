"""Projects summed up in a row."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builtin import engine
from tests.tui.support import NOW, earlier, session, session_of_case
from unstall.overview import Overview, Verdict, overview
from unstall.questionnaire.history import Rescaled, Rule
from unstall.questionnaire.models import Questionnaire
from unstall.session.models import Result, Session
from unstall.standings import Standings
from unstall.triage.engine import Engine

PATH = Path("claims-triage/2026-11-20.toml")
TODAY = NOW.date()


def summed_up(of: Session, before: Session | None = None) -> Overview:
    earlier = (before, engine()) if before else None
    return overview(PATH, of, engine(), Standings(), before=earlier)


def with_levels(of: Session, step: int, *, most: int = 1000) -> Session:
    """Move answers by a number of levels, as far as there are levels."""
    questions = engine().questionnaire.question_by_id
    answers = dict(of.answers)
    for question_id, answer in list(answers.items())[:most]:
        question = questions[question_id]
        index = question.level_index(answer.level or "")
        if index is not None:
            level = question.levels[min(max(index + step, 0), question.top)].id
            answers[question_id] = answer.model_copy(update={"level": level})
    return of.model_copy(update={"answers": answers})


def test_a_project_says_whose_it_is_and_when_it_was_triaged() -> None:
    row = summed_up(session_of_case("sound-but-unfinished"))
    assert (row.project, row.client, row.assessed) == ("Claims triage", "Acme Mutual", TODAY)
    assert row.depth == "full"
    assert not row.closed


def test_the_verdict_is_that_of_the_engine() -> None:
    row = summed_up(session_of_case("sound-but-unfinished"))
    assert row.verdict
    assert row.verdict.strategy == "fix"
    assert row.verdict.in_words == "Fix in place"
    assert row.verdict.brief == "Fix"


def test_with_too_few_answers_there_is_no_verdict() -> None:
    row = summed_up(session())
    assert row.verdict is None
    assert [(s.low, s.high, s.known) for s in row.sections] == [(0, 1, False)] * 3


def test_a_pause_names_the_strategy_to_resume_with() -> None:
    verdict = Verdict("pause", "Pause until a set date", None, "fix", "Fix in place")
    assert verdict.brief == "Pause, then fix"
    assert verdict.in_words == "Pause until a set date, then fix in place"


def test_a_name_in_capitals_stays_in_capitals() -> None:
    verdict = Verdict("pause", "Pause", None, "ai-rebuild", "AI rebuild")
    assert verdict.in_words == "Pause, then AI rebuild"
    assert verdict.brief == "Pause, then ai rebuild"


def test_a_shape_stands_with_the_verdict() -> None:
    assert Verdict("partner", "Partner", "rebuild", None, None).brief == "Partner, rebuild"


def test_a_triage_is_due_again_after_three_months() -> None:
    assert summed_up(session_of_case("sound-but-unfinished")).due == date(2027, 2, 20)


def test_a_pause_is_due_on_the_day_of_its_review() -> None:
    row = summed_up(session_of_case("waiting-for-sponsor"))
    assert row.verdict
    assert row.verdict.strategy == "pause"
    assert row.due == date(2027, 1, 15)


def test_a_stop_is_never_due_again() -> None:
    row = summed_up(session_of_case("need-gone"))
    assert row.verdict
    assert row.verdict.strategy == "stop"
    assert row.due is None
    assert not row.is_overdue(date(2100, 1, 1))


def test_it_is_overdue_from_the_day_after() -> None:
    row = summed_up(session_of_case("sound-but-unfinished"))
    assert row.due
    assert not row.is_overdue(row.due)
    assert row.is_overdue(row.due + timedelta(days=1))


def test_a_closed_session_shows_what_was_recorded_and_not_what_would_come_out_now() -> None:
    recorded = Result(
        strategy="restart",
        standing="holds-up",
        readiness={"technical": (0.1, 0.2)},
        program="0.0.1",
    )
    row = summed_up(session_of_case("sound-but-unfinished", closed=NOW, result=recorded))
    assert row.closed
    assert row.verdict
    assert (row.verdict.strategy, row.standing) == ("restart", "holds-up")
    assert [(s.low, s.high) for s in row.sections if s.id == "technical"] == [(0.1, 0.2)]


BASE = session_of_case("all-middling")


@pytest.mark.parametrize(
    ("before", "trend"),
    [
        (None, "first"),
        (earlier(BASE, 90), "same"),
        (earlier(with_levels(BASE, -1), 90), "better"),
        (earlier(with_levels(BASE, 1), 90), "worse"),
        (earlier(session(), 90), "not comparable"),
    ],
    ids=["none", "the same answers", "lower answers", "higher answers", "no answers"],
)
def test_the_trend_is_how_the_answers_given_both_times_have_moved(
    before: Session | None, trend: str
) -> None:
    assert summed_up(BASE, before).trend == trend


def next_version(rule: Rule) -> Engine:
    """A second version of the questionnaire: every question has other levels than it had."""
    bank = engine().questionnaire
    questions = []
    for question in bank.questions:
        levels = question.level_ids[::-1]
        step = Rescaled.model_validate({"in": "2.0.0", "levels": levels, "rule": rule})
        questions.append(question.model_copy(update={"rescaled": (step,)}))
    changes = {"version": "2.0.0", "questions": tuple(questions)}
    return Engine(Questionnaire.model_construct(**(dict(bank) | changes)))


@pytest.mark.parametrize(("rule", "trend"), [("clamp", "better"), ("ask-again", "not comparable")])
def test_answers_of_an_older_version_move_as_far_as_they_can_be_compared(
    rule: Rule, trend: str
) -> None:
    """Only what the newer version takes along says anything."""
    newer = next_version(rule)
    ref = BASE.questionnaire.model_copy(update={"version": "2.0.0", "sha256": "2" * 64})
    now = with_levels(BASE, 1).model_copy(update={"questionnaire": ref})
    row = overview(PATH, now, newer, Standings(), before=(earlier(BASE, 90), engine()))
    assert row.trend == trend


def test_another_questionnaire_has_no_trend() -> None:
    ref = BASE.questionnaire.model_copy(update={"id": "other"})
    other = earlier(BASE, 90).model_copy(update={"questionnaire": ref})
    assert summed_up(BASE, other).trend == "not comparable"


def test_learning_what_was_not_known_is_no_trend() -> None:
    known = dict(list(BASE.answers.items())[:10])
    assert summed_up(BASE, earlier(BASE, 90, answers=known)).trend == "same"


def test_a_session_whose_predecessor_is_gone_is_not_the_first() -> None:
    lost = BASE.model_copy(update={"previous": "2026-08-14.toml"})
    assert summed_up(lost).trend == "not comparable"


@given(st.integers(1, 40))
def test_raising_answers_never_makes_the_trend_worse(most: int) -> None:
    assert summed_up(with_levels(BASE, 1, most=most), BASE).trend in {"better", "same"}


def test_summing_up_is_there_before_the_engine_is_loaded() -> None:
    code = "import sys, unstall.overview; print('pydantic' in sys.modules)"
    ran: Any = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"
