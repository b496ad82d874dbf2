"""Documents go to standard output or whole into a file, and never over another one unasked."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from unstall.commands.writing import write_document
from unstall.errors import StorageError, UsageError
from unstall.session import files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_without_a_file_the_text_goes_to_standard_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_document("one\n\n", None, force=False)
    write_document("two", Path("-"), force=False)
    assert capsys.readouterr().out == "one\ntwo\n"


def test_a_document_is_whole_private_and_ends_in_one_newline(home: Path) -> None:
    file = home / "plan.md"
    write_document("# Größe\n\n\n", file, force=False)
    assert file.read_bytes() == "# Größe\n".encode()
    assert file.stat().st_mode & 0o777 == 0o600
    assert names(home) == ["plan.md"]


def test_an_existing_file_is_left_alone(home: Path) -> None:
    file = home / "plan.md"
    file.write_text("mine")
    with pytest.raises(UsageError, match=r"there already\. Add --force"):
        write_document("theirs", file, force=False)
    assert file.read_text() == "mine"


def test_force_overwrites_and_leaves_a_link_a_link(home: Path) -> None:
    real, link = home / "real.md", home / "link.md"
    real.write_text("old")
    link.symlink_to(real)
    write_document("new", link, force=True)
    assert link.is_symlink()
    assert real.read_text() == "new\n"
    assert names(home) == ["link.md", "real.md"]


def test_a_link_that_leads_nowhere_counts_as_there(home: Path) -> None:
    link = home / "link.md"
    link.symlink_to(home / "nowhere")
    with pytest.raises(UsageError, match="there already"):
        write_document("x", link, force=False)
    assert not (home / "nowhere").exists()


@pytest.mark.parametrize("force", [True, False])
def test_a_folder_is_no_file(home: Path, force: bool) -> None:
    with pytest.raises(UsageError, match="this is a folder"):
        write_document("x", home, force=force)


@pytest.mark.parametrize("force", [True, False])
def test_a_pipe_is_refused_and_not_waited_for(home: Path, force: bool) -> None:
    pipe = home / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="no ordinary file"):
        write_document("x", pipe, force=force)


@pytest.mark.parametrize("force", [True, False])
def test_a_missing_folder_is_said_with_the_path(home: Path, force: bool) -> None:
    file = home / "missing" / "plan.md"
    with pytest.raises(StorageError) as refused:
        write_document("x", file, force=force)
    assert str(refused.value).startswith(f"{file}: not written: no such file or directory.")


def test_a_full_disk_leaves_the_old_file_and_no_rest(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "plan.md"
    file.write_text("old")

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "sync", full)
    with pytest.raises(StorageError, match="no space left on device"):
        write_document("new", file, force=True)
    assert file.read_text() == "old"
    assert names(home) == ["plan.md"]
