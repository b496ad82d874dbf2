"""Nothing that was answered is lost, however the program ends."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import load
from unstall.session.edit import new_session
from unstall.session.store import SessionStore

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
ANSWERS = 12

pytestmark = pytest.mark.terminal


@pytest.fixture
def session(tmp_path: Path) -> Path:
    loaded = load(builtin_questionnaires() / "stalled-ai")
    store = SessionStore(tmp_path / "sessions")
    begun = new_session("Claims triage", loaded.questionnaire, sha256=loaded.sha256, now=NOW)
    return store.create(begun, loaded)


def test_killed_after_each_of_twelve_answers_every_one_of_them_is_there(
    session: Path, tmp_path: Path
) -> None:
    sessions = tmp_path / "sessions"
    questionnaire = load(builtin_questionnaires() / "stalled-ai").questionnaire
    quick = [question for question in questionnaire.call_order if question.quick]
    given: dict[str, str] = {}
    for count in range(ANSWERS):
        asked, following = quick[count], quick[count + 1]
        level = count % len(asked.levels)
        terminal = Terminal("open", str(session), home=tmp_path, sessions=sessions)
        try:
            terminal.see(asked.prompt[:30], f"{count} of {len(quick)}")
            terminal.press(str(level + 1))
            terminal.see(following.prompt[:30])
        finally:
            terminal.kill()
        given[asked.id] = asked.levels[level].id
        with SessionStore(sessions).open(session) as opened:
            kept = {question: answer.level for question, answer in opened.session.answers.items()}
        assert kept == given
