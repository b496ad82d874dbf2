"""What was read of each project's folder, and whether it still looks so."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tui.support import clock, earlier, loaded, put_sessions, session, session_of_case
from unstall.overview import Damaged, Overview
from unstall.questionnaire.load import as_single_file, load
from unstall.session.kept import keep_questionnaire
from unstall.tui.known import HASTY_NS, Outside
from unstall.tui.workspace import Workspace

A_CASE = session_of_case("sound-but-unfinished")
OTHER = session(project="Other")


class Later:
    """A clock that stands some time after all changes, and can be moved on."""

    def __init__(self) -> None:
        self.now = time.time_ns() + 10 * HASTY_NS

    def __call__(self) -> int:
        return self.now


def read_in(folder: Path, *sessions: Any) -> Workspace:
    """Give a workspace over these sessions that has read everything."""
    put_sessions(folder, *sessions)
    home = Workspace(folder, clock)
    home._known._clock_ns = Later()
    list(home.rows())
    return home


def news_after(home: Workspace, change: Callable[[], object], *, thorough: bool = True) -> Outside:
    """Change something, and give what is told of it once it was noticed and read."""
    change()
    assert home.looks_different(thorough=thorough)
    list(home.rows())
    assert not home.looks_different(thorough=True)
    return home.news()


def edit_in_place(path: Path) -> None:
    """Change a file's content and nothing about its folder, as some editors do."""
    text = path.read_text(encoding="utf-8")
    with path.open("r+", encoding="utf-8") as file:
        file.write(text.replace("Acme Mutual", "Acme Nutual"))


def test_what_was_just_read_does_not_look_different(tmp_path: Path) -> None:
    home = read_in(tmp_path, A_CASE, OTHER)
    assert not home.looks_different(thorough=True)
    assert not home.looks_different(thorough=False)
    assert not home.news()


def test_a_first_reading_is_no_news(tmp_path: Path) -> None:
    assert read_in(tmp_path, A_CASE).news() == Outside()


def test_a_project_that_came_is_new_and_one_that_went_is_gone(tmp_path: Path) -> None:
    home = read_in(tmp_path, A_CASE)
    came = news_after(home, lambda: put_sessions(tmp_path, OTHER), thorough=False)
    assert came == Outside(new=("Other",))
    went = news_after(home, (tmp_path / "other" / "2026-11-20.toml").unlink, thorough=False)
    assert went == Outside(gone=("Other",))


def test_a_folder_that_is_removed_is_gone(tmp_path: Path) -> None:
    home = read_in(tmp_path, A_CASE, OTHER)

    def remove() -> None:
        (tmp_path / "other" / "2026-11-20.toml").unlink()
        (tmp_path / "other").rmdir()

    assert news_after(home, remove, thorough=False) == Outside(gone=("Other",))


def test_another_session_of_a_project_is_a_change_of_it(tmp_path: Path) -> None:
    home = read_in(tmp_path, A_CASE)
    told = news_after(home, lambda: put_sessions(tmp_path, earlier(A_CASE, 90)), thorough=False)
    assert told == Outside(changed=("Claims triage",))


def test_a_file_that_is_replaced_is_noticed_by_its_folder_alone(tmp_path: Path) -> None:
    home = read_in(tmp_path, A_CASE)
    path = tmp_path / "claims-triage" / "2026-11-20.toml"

    def replace() -> None:
        beside = path.with_name("new")
        beside.write_bytes(path.read_bytes())
        beside.replace(path)

    assert news_after(home, replace, thorough=False) == Outside(changed=("Claims triage",))


def test_a_file_that_is_written_in_place_is_noticed_by_a_thorough_look(tmp_path: Path) -> None:
    home = read_in(tmp_path, A_CASE)
    path = tmp_path / "claims-triage" / "2026-11-20.toml"
    edit_in_place(path)
    assert not home.looks_different(thorough=False)
    told = news_after(home, lambda: None)
    assert told == Outside(changed=("Claims triage",))
    assert next(home.rows()).client == "Acme Nutual"


def test_a_change_that_left_the_times_as_they_were_is_found_once_time_has_passed(
    tmp_path: Path,
) -> None:
    put_sessions(tmp_path, A_CASE)
    path = tmp_path / "claims-triage" / "2026-11-20.toml"
    home = Workspace(tmp_path, clock)
    now = Later()
    now.now = path.stat().st_ctime_ns
    home._known._clock_ns = now
    list(home.rows())
    # As if the next change had come within the same tick of the disk's clock.
    known = home._known._known[path.parent]
    edit_in_place(path)
    look = type(known.look)(_files(path.parent), known.look.mark, known.look.taken_ns)
    home._known._known[path.parent] = type(known)(look, known.rows, known.shelf)
    assert not home.looks_different(thorough=True)
    now.now += HASTY_NS
    assert home.looks_different(thorough=False)
    assert next(home.rows()).client == "Acme Nutual"
    assert home.news() == Outside(changed=("Claims triage",))
    assert not home.looks_different(thorough=True)


def _files(folder: Path) -> tuple[tuple[str, int, int, int, int], ...]:
    seen = ((p.name, p.stat()) for p in folder.iterdir())
    return tuple(sorted((n, s.st_ino, s.st_mtime_ns, s.st_ctime_ns, s.st_size) for n, s in seen))


def test_what_was_only_just_written_is_read_once_more_and_is_no_news(tmp_path: Path) -> None:
    put_sessions(tmp_path, A_CASE)
    home = Workspace(tmp_path, clock)
    now = Later()
    now.now = (tmp_path / "claims-triage" / "2026-11-20.toml").stat().st_ctime_ns
    home._known._clock_ns = now
    list(home.rows())
    now.now += HASTY_NS
    assert news_after(home, lambda: None) == Outside()


def test_somebody_opening_a_session_is_no_change(tmp_path: Path) -> None:
    home = read_in(tmp_path, A_CASE)
    (tmp_path / "claims-triage" / ".2026-11-20.toml.lock").touch()
    (tmp_path / "claims-triage" / ".2026-11-20.toml.holder").write_text("somebody")
    assert not home.looks_different(thorough=False)
    assert not home.looks_different(thorough=True)


@pytest.mark.parametrize("what", ["new", "example", "delete", "undelete", "open"])
def test_what_the_app_did_itself_is_no_news(tmp_path: Path, what: str) -> None:
    home = read_in(tmp_path, A_CASE, OTHER)
    path = tmp_path / "other" / "2026-11-20.toml"
    match what:
        case "new":
            home.new_session("Fraud")
        case "example":
            home.write_example()
        case "delete":
            home.delete(path)
        case "undelete":
            home.undelete(home.delete(path))
        case "open":
            desk = home.open(path)
            desk.set_depth("full")
            assert desk.keeper
            desk.keeper.close()
    list(home.rows())
    assert not home.news()
    edit_in_place(tmp_path / "claims-triage" / "2026-11-20.toml")
    list(home.rows())
    assert home.news() == Outside(changed=("Claims triage",))


def test_news_are_told_once(tmp_path: Path) -> None:
    home = read_in(tmp_path, A_CASE)
    assert news_after(home, lambda: put_sessions(tmp_path, OTHER))
    list(home.rows())
    assert not home.news()


@pytest.mark.thorough
def test_a_session_is_read_again_when_its_questionnaire_arrives_after_it(tmp_path: Path) -> None:
    changed = tmp_path / "changed.toml"
    changed.write_text(as_single_file(loaded()).replace("weight = 3", "weight = 1", 1), "utf-8")
    theirs = load(changed)
    of = A_CASE.questionnaire.model_copy(update={"sha256": theirs.sha256})
    sessions = tmp_path / "sessions"
    home = read_in(sessions, A_CASE.model_copy(update={"questionnaire": of}))
    assert isinstance(next(home.rows()), Damaged)
    told = news_after(home, lambda: keep_questionnaire(sessions, theirs), thorough=False)
    assert told == Outside(changed=("Claims triage",))
    assert isinstance(next(home.rows()), Overview)


def test_a_folder_that_is_not_there_looks_like_nothing(tmp_path: Path) -> None:
    home = Workspace(tmp_path / "nowhere", clock)
    assert list(home.rows()) == []
    assert not home.looks_different(thorough=True)
    put_sessions(tmp_path / "nowhere", A_CASE)
    assert home.looks_different(thorough=False)
