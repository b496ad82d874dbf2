"""Files are private, whole or not there, and never replace what they should not."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.disk import Disk
from tests.session.support import NOW
from unstall.session.files import (
    companions_of,
    conflict_name,
    keep_as,
    make_folder,
    move_new,
    pending_for,
    pendings,
    previous_of,
    put_new,
    storage_error,
    write_new,
)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_files_and_folders_are_private_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    make_folder(folder)
    write_new(folder / "one", b"1")
    assert put_new(folder / "two", b"2")
    (folder / "open").write_bytes(b"3")
    (folder / "open").chmod(0o644)
    keep_as(folder / "open", folder / "copy")
    assert [mode(folder), mode(folder.parent)] == [0o700, 0o700]
    assert [mode(folder / name) for name in ("one", "two", "copy")] == [0o600] * 3


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_a_new_file_never_replaces_one_or_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("there", "link"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, b"new")
        assert not put_new(tmp_path / name, b"new")
    assert (tmp_path / "there").read_bytes() == b"old"
    assert not (tmp_path / "elsewhere").exists()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, disk: Disk) -> None:
    with disk.full(), pytest.raises(OSError, match="No space"):
        write_new(tmp_path / "one", b"x" * 100)
    with disk.full(), pytest.raises(OSError, match="No space"):
        put_new(tmp_path / "two", b"x" * 100)
    assert list(tmp_path.iterdir()) == []


def test_keeping_a_copy_replaces_the_copy_before(tmp_path: Path) -> None:
    path, copy = tmp_path / "s.toml", tmp_path / "copy"
    for content in (b"1", b"2"):
        path.unlink(missing_ok=True)
        path.write_bytes(content)
        keep_as(path, copy)
        keep_as(path, copy)
        assert copy.read_bytes() == content
    assert sorted(tmp_path.iterdir()) == [copy, path]


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_file_systems_without_links_do_as_well(tmp_path: Path, disk: Disk, code: int) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(b"1")
    with disk.refuses(code, "link"):
        keep_as(path, tmp_path / "copy")
        assert put_new(tmp_path / "new", b"2")
        assert not put_new(path, b"3")
        assert move_new(path, tmp_path / "moved")
    assert "link" in disk.calls
    held = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert held == {"copy": b"1", "new": b"2", "moved": b"1"}


def test_pending_files_are_found_newest_first_and_only_for_their_own_session(
    tmp_path: Path,
) -> None:
    path, other = tmp_path / "2026-11-20.toml", tmp_path / "2026-11-20-2.toml"
    for number in (2, 1_000_000, 17):
        write_new(pending_for(path, number, b"x").path, b"x")
    write_new(pending_for(other, 3, b"x").path, b"x")
    write_new(tmp_path / ".2026-11-20.toml.pending-abc", b"x")
    assert [pending.number for pending in pendings(path)] == [1_000_000, 17, 2]
    assert [pending.number for pending in pendings(other)] == [3]


def test_a_pending_file_that_was_cut_short_reads_as_none(tmp_path: Path) -> None:
    data = b"schema = 1\nproject = 'x'\n"
    pending = pending_for(tmp_path / "s.toml", 1, data)
    assert pending.read() is None
    for length in range(len(data)):
        pending.path.write_bytes(data[:length])
        assert pending.read() is None
    pending.path.write_bytes(data)
    assert pending.read() == data


def test_companions_are_all_that_belongs_to_a_session_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-20.toml"
    own = [conflict_name(path, NOW), previous_of(path), pending_for(path, 1, b"x").path]
    others = [path, tmp_path / "2026-11-20-2.toml", previous_of(tmp_path / "2026-11-20-2.toml")]
    for file in (*own, *others):
        file.write_bytes(b"x")
    assert companions_of(path) == own


def test_conflicts_of_one_second_have_names_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    names = []
    for _ in range(3):
        copy = conflict_name(path, NOW)
        copy.touch()
        names.append(copy.name.removeprefix("s.toml.conflict-"))
    assert names == ["20261120-100211", "20261120-100211-2", "20261120-100211-3"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "the disk is full. Free some space."),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "read-only for you"),
        (errno.ENOENT, "the folder is gone"),
        (errno.EXDEV, "the disk refused (invalid cross-device link)"),
    ],
)
def test_what_the_disk_says_is_put_into_words(code: int, said: str) -> None:
    line = str(storage_error(OSError(code, os.strerror(code)), Path("s.toml")))
    assert line.startswith("s.toml: not saved: ")
    assert said in line
    assert "Errno" not in line
