"""Putting a version in force beside whatever lies in the user's own folder."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.questionnaire.small import SMALL
from unstall import adopting, paths
from unstall.adopting import Adopted, adopt
from unstall.errors import StorageError
from unstall.questionnaire.library import find, in_force, list_available
from unstall.questionnaire.load import load


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own, and the small questionnaire built in."""
    folder, builtin = tmp_path / "own", tmp_path / "builtin"
    builtin.mkdir()
    (builtin / "small.toml").write_bytes(SMALL.read_bytes())
    monkeypatch.setattr(paths, "own_questionnaires", lambda: folder)
    monkeypatch.setattr(paths, "builtin_questionnaires", lambda: builtin)
    return folder


def text(version: str, id_: str = "small") -> str:
    whole = SMALL.read_text(encoding="utf-8")
    whole = whole.replace('version = "1.2.0"', f'version = "{version}"', 1)
    return whole.replace('id = "small"', f'id = "{id_}"', 1)


def written(path: Path, version: str, id_: str = "small") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(version, id_), encoding="utf-8")
    return path


def adopted(tmp_path: Path, version: str = "2.0.0") -> Adopted:
    done = adopt(load(written(tmp_path / "work" / "new.toml", version)), tmp_path / "sessions")
    assert find("small").questionnaire.version == version
    assert find("small").path == done.file
    return done


def test_the_built_in_version_is_kept_before_it_is_covered(tmp_path: Path, own: Path) -> None:
    done = adopted(tmp_path)
    assert done.file == own / "small.toml"
    (kept,) = done.kept
    assert load(kept).sha256 == load(SMALL).sha256
    assert [one.path for one in list_available() if one.origin == "own"] == [done.file]


def test_the_very_version_that_is_in_force_is_not_kept_as_an_earlier_one(tmp_path: Path) -> None:
    assert adopt(load(SMALL), tmp_path / "sessions").kept == ()


def test_ones_own_version_is_kept_as_it_was_written(tmp_path: Path, own: Path) -> None:
    written(own / "small.toml", "1.3.0")
    (kept,) = adopted(tmp_path).kept
    assert kept.read_text(encoding="utf-8") == text("1.3.0")


def test_a_folder_is_set_aside_with_all_that_lies_in_it(tmp_path: Path, own: Path) -> None:
    written(own / "ours" / "all.toml", "1.3.0")
    (own / "ours" / "notes.txt").write_text("Ask Bo.", encoding="utf-8")
    (kept,) = adopted(tmp_path).kept
    assert (kept / "notes.txt").read_text(encoding="utf-8") == "Ask Bo."
    assert load(kept).questionnaire.version == "1.3.0"
    assert not (own / "ours").exists()


def test_every_other_version_goes_out_of_the_way(tmp_path: Path, own: Path) -> None:
    written(own / "a.toml", "1.3.0")
    written(own / "small.toml", "1.4.0")
    written(own / "z.toml", "1.5.0")
    kept = adopted(tmp_path).kept
    assert [load(path).questionnaire.version for path in kept] == ["1.3.0", "1.4.0", "1.5.0"]


def test_another_questionnaire_keeps_its_file(tmp_path: Path, own: Path) -> None:
    other = written(own / "small.toml", "1.0.0", id_="other")
    done = adopted(tmp_path)
    assert done.file == own / "small-2.0.0.toml"
    assert other.read_text(encoding="utf-8") == text("1.0.0", id_="other")


def test_what_a_link_leads_to_is_not_written_over(tmp_path: Path, own: Path) -> None:
    target = written(tmp_path / "work" / "mine.toml", "1.3.0")
    own.mkdir()
    (own / "small.toml").symlink_to(target)
    (kept,) = adopted(tmp_path).kept
    assert target.read_text(encoding="utf-8") == text("1.3.0")
    assert load(kept).sha256 == load(target).sha256
    assert not (own / "small.toml").is_symlink()


@pytest.mark.parametrize("target", ["small.toml", "nowhere.toml"])
def test_a_link_that_leads_to_no_questionnaire_gives_way(
    tmp_path: Path, own: Path, target: str
) -> None:
    own.mkdir()
    (own / "small.toml").symlink_to(own / target)
    done = adopted(tmp_path)
    assert done.file == own / "small.toml"
    assert not done.file.is_symlink()


def test_a_damaged_file_of_its_name_is_kept_and_does_not_stand_in_the_way(
    tmp_path: Path, own: Path
) -> None:
    own.mkdir()
    (own / "small.toml").write_text("schema = ", encoding="utf-8")
    assert in_force("small") is None
    (kept,) = adopted(tmp_path).kept
    assert kept.read_text(encoding="utf-8") == "schema = "


def test_what_lies_there_already_comes_in_force_where_it_lies(tmp_path: Path, own: Path) -> None:
    written(own / "a.toml", "1.3.0")
    mine = written(own / "b.toml", "1.4.0")
    done = adopt(load(mine), tmp_path / "sessions")
    assert done.file == mine
    assert find("small").path == mine
    assert [load(path).questionnaire.version for path in done.kept] == ["1.3.0"]


def test_going_to_and_fro_keeps_every_version_once(tmp_path: Path, own: Path) -> None:
    for version in ("2.0.0", "3.0.0", "2.0.0", "3.0.0"):
        adopted(tmp_path, version)
    kept = [load(path).questionnaire.version for path in paths.earlier_questionnaires().iterdir()]
    assert sorted(kept) == ["1.2.0", "2.0.0", "3.0.0"]
    assert len(list(own.glob("*.toml"))) == 1


def test_a_disk_that_refuses_leaves_in_force_what_was(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    written(own / "small.toml", "1.3.0")
    new = load(written(tmp_path / "new.toml", "2.0.0"))
    monkeypatch.setattr(adopting, "put_over", full)
    with pytest.raises(StorageError, match="not adopted: no space left"):
        adopt(new, tmp_path / "sessions")
    assert find("small").questionnaire.version == "1.3.0"
