"""The sessions folder: where sessions go, how they are found, and that one never harms another."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.session.disk import Disk
from tests.session.support import HOSTILE_NAMES, NOW, kept, loaded, session, store, with_answers
from unstall.errors import SessionError, SessionLockedError, StorageError
from unstall.session.edit import new_session
from unstall.session.files import pending_for, previous_of
from unstall.session.format import encode, read_session
from unstall.session.models import Session
from unstall.session.store import SessionStore
from unstall.session.typed import one_line


def files(folder: Path) -> list[str]:
    """List every file below a folder, but for the locks and the kept questionnaires."""
    return sorted(
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and not file.name.endswith(".lock") and ".questionnaires" not in str(file)
    )


def test_a_folder_that_is_not_there_holds_nothing_and_stays_away(tmp_path: Path) -> None:
    empty = store(tmp_path / "none" / "sessions")
    assert (empty.entries(), empty.projects()) == ([], [])
    with pytest.raises(SessionError, match="There are no sessions in"):
        empty.find("Claims triage")
    assert list(tmp_path.iterdir()) == []


def test_a_session_lies_in_its_projects_folder_under_its_day(tmp_path: Path) -> None:
    made, path = kept(tmp_path / "s")
    assert path == tmp_path / "s" / "claims-triage" / "2026-11-20.toml"
    assert read_session(path) == session()
    assert made.create(session(), loaded()).name == "2026-11-20-2.toml"
    assert made.create(session(opened=NOW + timedelta(days=1)), loaded()).name == "2026-11-21.toml"
    modes = {file.stat().st_mode & 0o777 for file in (tmp_path / "s").rglob("*") if file.is_file()}
    folders = {folder.stat().st_mode & 0o777 for folder in (tmp_path / "s").rglob("*/")}
    assert (modes, folders) == ({0o600}, {0o700})


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_stays_in_the_folder_and_is_found_again(tmp_path: Path, name: str) -> None:
    made = store(tmp_path / "inner" / "s")
    try:
        start = new_session(name, loaded().questionnaire, sha256=loaded().sha256, now=NOW)
    except SessionError:
        start = session(one_line(name)[:120] or "refused for being blank")
    path = made.create(start, loaded())
    assert path.parent.parent == tmp_path / "inner" / "s"
    assert [file.name for file in tmp_path.iterdir()] == ["inner"]
    assert [file.name for file in (tmp_path / "inner").iterdir()] == ["s"]
    found = made.projects()
    assert [project.folder for project in found] == [path.parent]
    assert made.find(found[0].folder.name) == path
    assert made.find(found[0].name) == path


def test_projects_whose_names_differ_by_case_or_marks_alone_are_told_apart(tmp_path: Path) -> None:
    made, first = kept(tmp_path, session("Claims"))
    second = made.create(session("Claims!"), loaded())
    third = made.create(session("claims"), loaded())
    assert [path.parent.name for path in (first, second, third)] == ["claims", "claims-2", "claims"]


def test_the_same_name_at_another_client_is_another_project(tmp_path: Path) -> None:
    made, first = kept(tmp_path, session(client="Acme"))
    second = made.create(session(client="Beta"), loaded())
    third = made.create(session(client="ACME"), loaded())
    fourth = made.create(session(), loaded())
    assert [path.parent.name for path in (first, second, third, fourth)] == [
        "claims-triage", "claims-triage-2", "claims-triage", "claims-triage",
    ]  # fmt: skip
    assert made.find("claims-triage-2") == second


def test_a_session_comes_after_the_one_beside_it_also_when_the_clock_has_gone_back(
    tmp_path: Path,
) -> None:
    made = store(tmp_path)
    first = made.create(session(opened=NOW + timedelta(days=40)), loaded())
    second = made.create(session(opened=NOW), loaded(), beside=first)
    (project,) = made.projects()
    assert [entry.path for entry in project.entries] == [second, first]


def test_a_session_can_be_put_beside_another_whatever_it_is_called(tmp_path: Path) -> None:
    made, first = kept(tmp_path)
    second = made.create(session("Renamed since"), loaded(), beside=first)
    assert second.parent == first.parent


def test_a_folder_that_people_or_crashes_left_behind_is_used_or_passed(tmp_path: Path) -> None:
    (tmp_path / "claims-triage").write_text("a file", encoding="utf-8")
    (tmp_path / "claims-triage-2").mkdir()
    assert kept(tmp_path)[1].parent.name == "claims-triage-2"


def test_what_a_lost_session_left_behind_is_not_taken_for_a_new_ones(tmp_path: Path) -> None:
    made, path = kept(tmp_path)
    previous_of(path).write_bytes(encode(session()))
    path.unlink()
    assert made.create(session(), loaded()).name == "2026-11-20-2.toml"
    assert previous_of(path).exists()


def test_a_full_disk_at_creation_leaves_nothing_half_done(tmp_path: Path, disk: Disk) -> None:
    made = store(tmp_path / "s")
    with disk.full(), pytest.raises(StorageError, match="the disk is full"):
        made.create(session(), loaded())
    assert files(tmp_path) == []
    assert made.create(session(), loaded()).is_file()


def test_a_read_only_folder_is_said_at_creation(tmp_path: Path, disk: Disk) -> None:
    with disk.refuses(errno.EACCES), pytest.raises(StorageError, match="--sessions"):
        store(tmp_path / "s").create(session(), loaded())
    assert list(tmp_path.iterdir()) == []


def test_a_project_is_found_by_name_by_folder_and_by_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, first = kept(tmp_path)
    newest = made.create(session(opened=NOW + timedelta(days=3)), loaded())
    made.create(session("Another"), loaded())
    assert made.find("claims  TRIAGE") == newest
    assert made.find("claims-triage") == newest
    assert made.find(str(first)) == first
    assert made.find(str(first.parent)) == newest
    monkeypatch.chdir(first.parent)
    assert made.find(first.name) == Path(first.name)


def test_a_projects_name_goes_before_a_file_that_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, path = kept(tmp_path / "s", session("data"))
    (tmp_path / "data").write_text("something else", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert made.find("data") == path
    assert made.find("./data") == Path("data")


@pytest.mark.parametrize("wanted", ["no-such.toml", "x" * 5000, "a\0b", "~nobody-here/x", "", "/"])
def test_what_is_not_there_is_said_in_one_line(tmp_path: Path, wanted: str) -> None:
    made, _ = kept(tmp_path)
    with pytest.raises(SessionError) as refused:
        made.find(wanted)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


def test_a_slip_in_a_projects_name_is_met_with_the_one_that_was_meant(tmp_path: Path) -> None:
    made, _ = kept(tmp_path)
    with pytest.raises(SessionError, match=r"Did you mean Claims triage\?"):
        made.find("Clams triage")


def test_a_name_that_fits_two_projects_is_refused_with_their_folders(tmp_path: Path) -> None:
    made, _ = kept(tmp_path, session("Claims triage", client="Acme"))
    made.create(session("CLAIMS triage", client="Beta"), loaded())
    with pytest.raises(SessionError) as refused:
        made.find("Claims triage")
    assert "2 projects" in str(refused.value)
    # Only the folders' names tell them apart, and one of them is a project's name in small letters.
    assert "claims-triage (Acme)" in str(refused.value)
    assert "claims-triage-2 (Beta)" in str(refused.value)


def test_deleting_goes_to_the_bin_and_back(tmp_path: Path) -> None:
    made, path = kept(tmp_path)
    with made.open(path) as opened:
        opened.save(with_answers(session(), 2))
    entry = made.delete(path)
    assert made.entries() == []
    assert not path.parent.exists()
    assert entry.path.is_file()
    assert (entry.origin, entry.deleted) == (path, NOW.replace(tzinfo=None))
    assert made.restore(entry) == path
    assert read_session(path) == with_answers(session(), 2)
    assert read_session(previous_of(path)) == session()
    assert not entry.path.exists()
    with pytest.raises(SessionError, match="not in the bin any more"):
        made.restore(entry)


def test_a_name_deleted_twice_is_in_the_bin_twice(tmp_path: Path) -> None:
    made, path = kept(tmp_path, session(client="first"))
    one = made.delete(path)
    two = made.delete(made.create(session(client="second"), loaded()))
    assert one.path.is_file()
    assert two.path.is_file()
    assert made.restore(two) == path
    assert made.restore(one) == path.with_name("2026-11-20-2.toml")
    assert [read_session(p).client for p in (path, path.with_name("2026-11-20-2.toml"))] == [
        "second", "first",
    ]  # fmt: skip


def test_what_a_crash_left_pending_goes_to_the_bin_and_comes_back_with_its_session(
    tmp_path: Path,
) -> None:
    made, path = kept(tmp_path)
    data = encode(with_answers(session(), 3))
    pending_for(path, 1, data).path.write_bytes(data)
    entry = made.delete(path)
    made.create(session(client="other"), loaded())
    home = made.restore(entry)
    assert home != path
    assert made.open(home, write=False).session == with_answers(session(), 3)


def test_a_session_that_is_open_is_not_deleted(tmp_path: Path) -> None:
    made, path = kept(tmp_path)
    with made.open(path), pytest.raises(SessionLockedError):
        made.delete(path)
    assert path.exists()
    assert not list(tmp_path.glob(".bin/**/*.toml"))


def test_only_what_lies_in_the_folder_goes_to_its_bin(tmp_path: Path) -> None:
    made, _ = kept(tmp_path / "s")
    outside = tmp_path / "mailed.toml"
    outside.write_bytes(encode(session()))
    with pytest.raises(SessionError, match="Delete this file yourself"):
        made.delete(outside)
    assert outside.exists()
    with pytest.raises(SessionError, match="no such session"):
        made.delete(tmp_path / "s" / "none" / "2026-11-20.toml")


def test_a_disk_that_refuses_to_delete_leaves_the_session_where_it_is(
    tmp_path: Path, disk: Disk
) -> None:
    made, path = kept(tmp_path)
    with disk.refuses(errno.EACCES, "replace"), pytest.raises(StorageError, match="not deleted"):
        made.delete(path)
    assert [entry.path for entry in made.entries()] == [path]


def test_a_session_that_cannot_be_moved_keeps_what_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, path = kept(tmp_path)
    previous_of(path).write_bytes(encode(session()))
    real = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if self == path:
            raise PermissionError(errno.EPERM, "Operation not permitted")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    with pytest.raises(StorageError, match="not deleted"):
        made.delete(path)
    assert files(tmp_path) == sorted(
        str(file.relative_to(tmp_path)) for file in (path, previous_of(path))
    )


def test_what_a_lost_session_left_behind_is_not_taken_for_a_restored_ones(tmp_path: Path) -> None:
    made, path = kept(tmp_path)
    entry = made.delete(path)
    path.parent.mkdir()
    previous_of(path).write_bytes(encode(session("Lost")))
    assert made.restore(entry) == path.with_name("2026-11-20-2.toml")


def test_a_damaged_session_is_put_back_and_the_damaged_file_is_kept(tmp_path: Path) -> None:
    made, path = kept(tmp_path)
    with made.open(path) as opened:
        opened.save(with_answers(session(), 2))
    with pytest.raises(SessionError, match="nothing to put back"):
        made.put_back(path)
    path.write_bytes(b"\0\0")
    assert made.put_back(path) == session()
    assert read_session(path) == session()
    assert path.stat().st_ino != previous_of(path).stat().st_ino
    conflicts = [file for file in path.parent.iterdir() if ".conflict-" in file.name]
    assert [file.read_bytes() for file in conflicts] == [b"\0\0"]
    assert made.entries()[0].conflicts == tuple(conflicts)
    previous_of(path).write_bytes(b"\0")
    path.write_bytes(b"\0\0")
    with pytest.raises(SessionError, match="nothing to put back"):
        made.put_back(path)


def test_two_stores_that_create_at_once_never_write_over_each_other(tmp_path: Path) -> None:
    starts = [session(client=None, project="Same").with_facts({"n": n}) for n in range(12)]

    def create(start: Session) -> Path:
        return SessionStore(tmp_path, now=lambda: NOW).create(start, loaded())

    with ThreadPoolExecutor(4) as pool:
        paths = list(pool.map(create, starts))
    assert len(set(paths)) == len(starts)
    assert [read_session(path) for path in paths] == starts
