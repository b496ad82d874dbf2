"""What lies in the folder is listed, whatever else lies there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.session.support import NOW, kept, loaded, session, with_answers
from unstall.session.files import pending_for, previous_of
from unstall.session.format import MOST_BYTES, encode


def _folder(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _pipe(path: Path) -> None:
    import os

    os.mkfifo(path)


DAMAGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda p: p.write_bytes(b""), "empty"),
    "binary": (lambda p: p.write_bytes(bytes(range(256))), "not a text file"),
    "NUL": (lambda p: p.write_bytes(b'schema = 1\nproject = "\0"'), "not a text file"),
    "huge": (lambda p: p.write_bytes(b"#" * (MOST_BYTES + 1)), "larger than 4 MB"),
    "deep": (lambda p: p.write_bytes(b"x=" + b"[" * 9999 + b"]" * 9999), "deep"),
    "newer": (lambda p: p.write_bytes(b"schema = 2\n"), "a newer unstall"),
    "cut": (lambda p: p.write_bytes(encode(session())[:150]), "line"),
    "not ours": (lambda p: p.write_bytes(b'[tool]\nname = "x"\n'), "not a session"),
    "folder": (_folder, "a folder"),
    "loop": (_loop, "leads back to itself"),
    "pipe": (_pipe, "not a file with text"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_listed_as_such_beside_the_good_ones(name: str, tmp_path: Path) -> None:
    made, good = kept(tmp_path)
    other = made.create(session("Another"), loaded())
    damage, said = DAMAGED[name]
    bad = good.with_name("2026-11-25.toml")
    damage(bad)
    entries = {entry.path: entry for entry in made.entries()}
    assert set(entries) == {good, other, bad}
    assert entries[good].session == session()
    assert entries[other].session == session("Another")
    found = entries[bad].damage
    assert found is not None
    assert said in found.reason
    assert "backup" in found.way_back
    assert entries[bad].session is None


def test_the_way_back_is_the_version_before_if_it_is_whole(tmp_path: Path) -> None:
    made, path = kept(tmp_path)
    previous_of(path).write_bytes(encode(session()))
    path.write_bytes(b"")
    damage = made.entries()[0].damage
    assert damage is not None
    assert damage.previous == previous_of(path)
    assert str(previous_of(path)) in damage.way_back
    previous_of(path).write_bytes(b"also damaged")
    damage = made.entries()[0].damage
    assert damage is not None
    assert damage.previous is None


def test_sessions_are_listed_newest_first_by_the_day_in_their_names(tmp_path: Path) -> None:
    made, first = kept(tmp_path)
    days = (3, 1, 2)
    later = [made.create(session(opened=NOW + timedelta(days=n)), loaded()) for n in days]
    tenth = [made.create(session(), loaded()) for _ in range(9)][-1]
    other = made.create(session("Another", opened=NOW + timedelta(days=2, hours=1)), loaded())
    names = [path.name for path in (later[0], later[2], later[1], tenth)]
    project = next(one for one in made.projects() if one.name == "Claims triage")
    assert [entry.path.name for entry in project.entries[:4]] == names
    assert project.entries[-1].path == first
    assert [entry.path for entry in made.newest_by_project()] == [later[0], other]


def test_a_damaged_newest_session_is_shown_and_the_project_keeps_its_name(tmp_path: Path) -> None:
    made, first = kept(tmp_path, session(client="Acme"))
    second = made.create(session(opened=NOW + timedelta(days=1)), loaded(), beside=first)
    second.write_bytes(b"\0")
    (project,) = made.projects()
    assert project.newest.path == second
    assert project.newest.damage is not None
    assert (project.name, project.client) == ("Claims triage", "Acme")
    assert made.find("Claims triage") == second


def test_a_project_of_damaged_sessions_alone_is_called_by_its_folder(tmp_path: Path) -> None:
    made, path = kept(tmp_path)
    path.write_bytes(b"\0")
    (project,) = made.projects()
    assert (project.name, project.client) == ("claims-triage", None)
    assert made.find("claims-triage") == path


def test_a_file_with_a_name_of_its_own_is_a_session_too(tmp_path: Path) -> None:
    made, first = kept(tmp_path)
    own = first.with_name("copy for Bo.toml")
    own.write_bytes(encode(session("Claims triage", client="Bo")))
    assert {entry.path for entry in made.entries()} == {first, own}


def test_what_is_no_session_is_passed_over(tmp_path: Path) -> None:
    made, path = kept(tmp_path)
    (tmp_path / "readme.txt").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / ".hidden").mkdir()
    path.with_name("notes.md").touch()
    path.with_name("2026-11-20.toml~").touch()
    assert [entry.path for entry in made.entries()] == [path]


def test_a_state_that_a_crash_left_pending_is_listed_before_anybody_opens_it(
    tmp_path: Path,
) -> None:
    made, path = kept(tmp_path)
    data = encode(with_answers(session(), 3))
    pending_for(path, 1, data).path.write_bytes(data)
    assert [entry.session for entry in made.entries()] == [with_answers(session(), 3)]
    assert path.read_bytes() == encode(session())


def test_a_folder_that_cannot_be_read_is_listed_as_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, path = kept(tmp_path)
    locked = tmp_path / "locked"
    locked.mkdir()
    real = Path.iterdir

    def refusing(self: Path) -> object:
        if self == locked:
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "iterdir", refusing)
    entries = {entry.path: entry for entry in made.entries()}
    assert set(entries) == {locked, path}
    damage = entries[locked].damage
    assert damage is not None
    assert damage.reason == "this folder cannot be read"
