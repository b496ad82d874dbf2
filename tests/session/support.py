"""Sessions and folders that tests start from."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import Loaded, load
from unstall.questionnaire.models import Questionnaire
from unstall.session.edit import new_session
from unstall.session.models import Answer, Result, Session
from unstall.session.store import SessionStore

NOW = datetime(2026, 11, 20, 10, 2, 11, tzinfo=timezone(timedelta(hours=1)))

HOSTILE_NAMES = (
    "..", ".", "/", "../../etc/passwd", "CON", "nul", "com1", "aux.toml", ".hidden", "-rf",
    "a/b\\c:d*e?f\"g<h>i|j", "\x1b[2Jscreen", "name\u202egnp.exe", "مشروع المطالبات", "🚀🚀",
    "\x00zero", "new\nline", "x" * 10_000, "questionnaires", ".bin", "~", "$(reboot)", "é" * 200,
    "[/x] [@click=app.quit]x", " ", "Ⅷ", "\ud800",
)  # fmt: skip


@cache
def loaded() -> Loaded:
    """Load the built-in questionnaire."""
    return load(builtin_questionnaires() / "stalled-ai")


def questionnaire() -> Questionnaire:
    """Give the built-in questionnaire."""
    return loaded().questionnaire


def session(project: str = "Claims triage", **changes: Any) -> Session:
    """Make a fresh session of the built-in questionnaire, with some fields changed."""
    fresh = new_session(project, questionnaire(), sha256=loaded().sha256, now=NOW)
    return fresh.model_copy(update=changes)


def with_answers(start: Session, count: int) -> Session:
    """Answer the first questions, one after the other, with a note that says which it was."""
    for number, question in enumerate(questionnaire().questions[:count], start=1):
        level = question.levels[number % len(question.levels)].id
        start = start.with_answer(question.id, Answer(level=level, note=f"note {number}", at=NOW))
    return start


def store(folder: Path) -> SessionStore:
    """Give a sessions folder whose clock stands still."""
    return SessionStore(folder, now=lambda: NOW)


def kept(folder: Path, start: Session | None = None) -> tuple[SessionStore, Path]:
    """Make a sessions folder with one session in it."""
    made = store(folder)
    return made, made.create(start or session(), loaded())


def result() -> Result:
    """Give an outcome to close a session with."""
    return Result(
        strategy="fix",
        standing="leaning",
        conditions=("owner",),
        points={"fix": 7, "stop": -2},
        readiness={"technical": (0.5, 1.0)},
        program="0.1.0",
    )
