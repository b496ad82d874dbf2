"""Names for a list that is there at once."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from unstall.session.heads import heads_in

HEAD = 'schema = 1\nproject = "{}"\nclient = "Acme"\nassessed = 2026-11-20\n'


def _write(folder: Path, name: str, text: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_folder_that_is_not_there_has_no_projects(tmp_path: Path) -> None:
    assert heads_in(tmp_path / "nowhere") == []


def test_the_newest_file_of_each_project_gives_its_name(tmp_path: Path) -> None:
    _write(tmp_path / "claims", "2026-08-14.toml", HEAD.format("Old name"))
    newest = _write(tmp_path / "claims", "2026-11-20-2.toml", HEAD.format("New name"))
    _write(tmp_path / "claims", "2026-11-20.toml", HEAD.format("Same day"))
    (head,) = heads_in(tmp_path)
    assert (head.path, head.project, head.client) == (newest, "New name", "Acme")
    assert head.assessed == date(2026, 11, 20)


def test_projects_come_newest_first(tmp_path: Path) -> None:
    for name, day in (("a", "2026-01-01"), ("b", "2026-03-01"), ("c", "2026-02-01")):
        _write(tmp_path / name, f"{day}.toml", HEAD.format(name))
    assert [head.project for head in heads_in(tmp_path)] == ["b", "c", "a"]


def test_what_stands_below_the_head_is_not_even_parsed(tmp_path: Path) -> None:
    _write(tmp_path / "claims", "2026-11-20.toml", HEAD.format("Claims") + "[facts]\n[[[ broken")
    assert heads_in(tmp_path)[0].project == "Claims"


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff\xfe", b"project = ", b"project = 7", b"project = '''", b"a=" + b"[" * 5_000],
)
def test_a_project_without_a_readable_head_goes_by_its_folder(
    tmp_path: Path, content: bytes
) -> None:
    _write(tmp_path / "claims-triage", "2026-11-20.toml", content)
    assert heads_in(tmp_path)[0].project == "claims-triage"


def test_names_lose_what_acts_on_a_terminal(tmp_path: Path) -> None:
    _write(tmp_path / "x", "2026-11-20.toml", HEAD.format("a\\u001b[31mb\\u202e" + "c" * 500))
    name = heads_in(tmp_path)[0].project
    assert name.startswith("abccc")
    assert len(name) == 120


def test_hidden_folders_and_other_files_are_no_projects(tmp_path: Path) -> None:
    _write(tmp_path / ".bin", "2026-11-20.toml", HEAD.format("gone"))
    _write(tmp_path / "empty", "notes.txt", "nothing")
    _write(tmp_path, "2026-11-20.toml", HEAD.format("not in a folder"))
    assert heads_in(tmp_path) == []


def test_a_pipe_in_place_of_a_session_makes_nobody_wait(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    os.mkfifo(tmp_path / "claims" / "2026-11-20.toml")
    assert heads_in(tmp_path)[0].project == "claims"
