"""The other sessions of a project, as the screens over more than one want them."""

from __future__ import annotations

from pathlib import Path

from tests.tui.pasts import put_quarters, quarters
from tests.tui.support import builtin_engine, clock, loaded, put_sessions
from unstall.session.store import SessionStore
from unstall.tui.past import Past, past_of, sides_before
from unstall.tui.workspace import Workspace


def workspace(folder: Path) -> Workspace:
    found = Workspace(folder, clock)
    found._project_rows._engines[loaded().sha256] = builtin_engine()
    return found


def past(path: Path) -> Past:
    store = SessionStore(path.parent.parent)
    return past_of(store.open(path, write=False).session, path, workspace(path.parent.parent))


def test_the_way_back_goes_by_what_each_session_repeats(tmp_path: Path) -> None:
    first, second, third = put_quarters(tmp_path)
    found = past(third)
    assert [one.path.name for one in found.before] == [first.name, second.name]
    assert found.last is not None
    assert found.last.path.name == second.name
    assert found.broken is None
    assert [one.path.name for one in past(second).others] == [first.name, third.name]


def test_where_nothing_is_named_the_sessions_begun_before_it_count(tmp_path: Path) -> None:
    first, second, third = put_sessions(tmp_path, *quarters())
    assert [one.path.name for one in past(third).before] == [first.name, second.name]
    assert past(first).before == ()
    assert not past(third).is_named


def test_what_is_damaged_is_passed_over_and_told(tmp_path: Path) -> None:
    first, second, third = put_quarters(tmp_path)
    second.write_text("not a session = [", encoding="utf-8")
    found = past(third)
    assert [one.path.name for one in found.before] == [first.name]
    assert found.broken is not None
    assert not found.is_named


def test_a_session_without_a_file_has_no_past(tmp_path: Path) -> None:
    assert past_of(quarters()[2], None, workspace(tmp_path)) == Past()


def test_a_report_tells_of_what_is_named_and_of_nothing_else(tmp_path: Path) -> None:
    _, _, third = put_quarters(tmp_path)
    session = SessionStore(tmp_path).open(third, write=False).session
    sides = sides_before(session, third, workspace(tmp_path))
    assert [side.plan is not None for side in sides] == [False, True]
    unnamed = session.model_copy(update={"previous": None})
    assert sides_before(unnamed, third, workspace(tmp_path)) == ()
