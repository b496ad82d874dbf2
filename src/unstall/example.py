"""The worked example: a believable session to look at and to try things on.

It is a session file as any other (`example.toml`, beside this module), read, checked and written by
the same code; only its dates are moved to the present and its questionnaire is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from unstall.paths import builtin_questionnaires
from unstall.questionnaire.models import Questionnaire
from unstall.session.agree import agreed
from unstall.session.models import Session
from unstall.session.store import SessionStore
from unstall.toml import parse_toml

QUESTIONNAIRE = "stalled-ai"
"""Id of the questionnaire that it answers."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where the example lies."""

    path: Path
    is_new: bool
    """It was written just now; otherwise it was there and was left as it is."""


def write_example(store: SessionStore) -> Written:
    """Write the example into a sessions folder, unless a project of its name is there already.

    Raises `StorageError` if the disk refuses.
    """
    from unstall.questionnaire.load import load

    loaded = load(builtin_questionnaires() / QUESTIONNAIRE)
    session = example_session(loaded.questionnaire, loaded.sha256, store.now())
    for entry in store.newest_by_project():
        there = entry.session
        if there and (there.project, there.client) == (session.project, session.client):
            return Written(entry.path, is_new=False)
    return Written(store.create(session, loaded), is_new=True)


def example_session(questionnaire: Questionnaire, sha256: str, now: datetime) -> Session:
    """Give the example as a session that was held at `now`, which has its offset from UTC.

    Raises `SessionError` if the questionnaire does not have what the example answers.
    """
    text = (files("unstall") / "example.toml").read_text(encoding="utf-8")
    tables = parse_toml(text)
    opened: datetime = tables["opened"]
    moved = _moved(tables, opened, now.replace(microsecond=0))
    moved["questionnaire"] = {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "sha256": sha256,
    }
    return agreed(Session.model_validate(moved), questionnaire)


def _moved(value: Any, opened: datetime, now: datetime) -> Any:
    """Move every moment so that the session begins at `now`, and every day by whole days."""
    if isinstance(value, dict):
        return {key: _moved(part, opened, now) for key, part in value.items()}
    if isinstance(value, list):
        return [_moved(part, opened, now) for part in value]
    if isinstance(value, datetime):
        return now + (value - opened)
    if isinstance(value, date):
        return value + timedelta(days=(now.date() - opened.date()).days)
    return value
