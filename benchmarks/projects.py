"""Folders full of sessions to measure on, made from the questionnaire's own cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import Loaded, load
from unstall.questionnaire.models import AuthorCase
from unstall.session.edit import new_session
from unstall.session.models import Answer
from unstall.session.store import SessionStore

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def builtin() -> Loaded:
    """Load the built-in questionnaire with its cases."""
    return load(builtin_questionnaires() / "stalled-ai", with_cases=True)


def fill_folder(
    folder: Path, cases: Sequence[AuthorCase], *, copies: int = 0, empty: int = 0
) -> list[Path]:
    """Write sessions named Project 0, Project 1, …: from the cases first, then empty ones."""
    store = SessionStore(folder)
    loaded = builtin()
    paths = []
    for number in range(copies + empty):
        session = new_session(
            f"Project {number}",
            loaded.questionnaire,
            sha256=loaded.sha256,
            now=NOW + timedelta(minutes=number),
            client=f"Client {number % 7}",
            depth="full" if number < copies else "quick",
        )
        if number < copies:
            case = cases[number % len(cases)]
            answers = {q: Answer(level=level, at=NOW) for q, level in case.answers.items()}
            session = session.model_copy(
                update={"answers": answers, "facts": case.facts, "how_soon": case.how_soon}
            )
        paths.append(store.create(session, loaded))
    return paths
