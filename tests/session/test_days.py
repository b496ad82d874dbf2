"""Days that no calendar reaches are refused when a file is read, and take no other file down."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builtin import questionnaire
from tests.tui.support import loaded
from unstall.session.edit import new_session
from unstall.session.models import Session
from unstall.session.store import SessionStore

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_session_of_an_impossible_year_is_damaged_and_the_others_are_listed(
    tmp_path: Path, day: str
) -> None:
    store = SessionStore(tmp_path)
    for name in ("Claims", "Letters"):
        begun = new_session(name, questionnaire(), sha256=loaded().sha256, now=NOW)
        path = store.create(begun, loaded())
    path.write_text(path.read_text().replace("assessed = 2026-11-20", f"assessed = {day}"))
    entries = store.newest_by_project()
    assert [entry.session is None for entry in entries].count(True) == 1
    assert [e.session.project for e in entries if isinstance(e.session, Session)] == ["Claims"]


def test_a_lock_since_an_impossible_year_is_held_by_somebody_unnamed(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    begun = new_session("Claims", questionnaire(), sha256=loaded().sha256, now=NOW)
    path = store.create(begun, loaded())
    with store.open(path):
        holder = next(path.parent.glob(".*.holder"))
        since = next(line for line in holder.read_text().splitlines() if "since" in line)
        holder.write_text(holder.read_text().replace(since, "since = 0001-01-01T00:00:00+14:00"))
        with pytest.raises(Exception, match="open") as refused:
            store.open(path)
    assert "Overflow" not in type(refused.value).__name__
