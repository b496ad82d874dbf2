"""Finding questionnaires."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.questionnaire.small import SMALL
from unstall import paths
from unstall.errors import QuestionnaireError
from unstall.questionnaire.library import find, list_available
from unstall.questionnaire.load import load


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user a data folder of their own and the program a folder with `small` built in."""
    folder = tmp_path / "own"
    builtin = tmp_path / "builtin"
    builtin.mkdir()
    folder.mkdir()
    (builtin / "small.toml").write_bytes(SMALL.read_bytes())
    monkeypatch.setattr(paths, "own_questionnaires", lambda: folder)
    monkeypatch.setattr(paths, "builtin_questionnaires", lambda: builtin)
    return folder


def text(**replaced: str) -> str:
    """The small questionnaire with another id, version or title."""
    whole = SMALL.read_text(encoding="utf-8")
    old = {"id": "small", "version": "1.2.0", "title": "A small triage"}
    for key, value in replaced.items():
        whole = whole.replace(f'{key} = "{old[key]}"', f'{key} = "{value}"', 1)
    return whole


def test_a_built_in_questionnaire_is_found_by_its_id() -> None:
    assert find("small").path.name == "small.toml"


def test_the_users_own_goes_before_the_built_in_one(own: Path) -> None:
    (own / "ours.toml").write_text(text(title="Ours"), encoding="utf-8")
    assert find("small").questionnaire.title == "Ours"


def test_the_name_of_a_file_is_without_meaning(own: Path) -> None:
    (own / "ours.toml").write_text(text(id="firm"), encoding="utf-8")
    assert find("firm").questionnaire.id == "firm"
    with pytest.raises(QuestionnaireError):
        find("ours")


def test_a_folder_of_files_is_a_questionnaire(own: Path) -> None:
    (own / "firm").mkdir()
    (own / "firm" / "all.toml").write_text(text(id="firm"), encoding="utf-8")
    assert find("firm").path == own / "firm"


def test_a_path_is_loaded_as_it_is(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own / "ours.toml").write_text(text(title="Ours"), encoding="utf-8")
    monkeypatch.chdir(own)
    for path in (own / "ours.toml", str(own / "ours.toml"), "ours.toml", "./ours.toml"):
        assert find(path).questionnaire.title == "Ours"


def test_what_is_not_there_is_refused_with_what_was_probably_meant() -> None:
    with pytest.raises(QuestionnaireError) as caught:
        find("smal")
    assert str(caught.value) == "there is no questionnaire smal. Did you mean small?"
    with pytest.raises(QuestionnaireError, match="unstall questionnaire list"):
        find("zzz")
    with pytest.raises(QuestionnaireError, match="there is no such file"):
        find("zzz.toml")


def test_a_name_with_control_characters_is_not_shown_as_it_is() -> None:
    with pytest.raises(QuestionnaireError) as caught:
        find("\x1b[2J\u202e")
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


def test_a_damaged_file_is_listed_as_damaged_and_stands_in_nobodys_way(own: Path) -> None:
    (own / "broken.toml").write_text("id = ", encoding="utf-8")
    (own / "wrong.toml").write_text(text(id="wrong").replace("[[bands]]", "[[band]]"), "utf-8")
    (own / "binary.toml").write_bytes(b"\0")
    listed = {entry.id: entry for entry in list_available()}
    assert list(listed) == ["binary", "broken", "wrong", "small"]
    assert {id_ for id_, entry in listed.items() if entry.damaged} == {"binary", "broken", "wrong"}
    damaged = listed["broken"].damaged
    assert damaged is not None
    assert damaged.place.line == 1
    assert find("small").questionnaire.id == "small"


def test_a_damaged_one_that_is_asked_for_by_name_says_why_it_cannot_be_used(own: Path) -> None:
    (own / "broken.toml").write_text("\nid = ", encoding="utf-8")
    with pytest.raises(QuestionnaireError, match=r"broken\.toml:2"):
        find("broken")


def test_a_listing_tells_what_each_is_and_where_it_comes_from(own: Path, tmp_path: Path) -> None:
    (own / "firm.toml").write_text(text(id="firm"), encoding="utf-8")
    keep(tmp_path / "sessions", text(version="1.0.0"))
    first, second, third = list_available(tmp_path / "sessions")
    assert (first.id, first.origin) == ("firm", "own")
    assert (second.id, second.origin, second.version) == ("small", "built-in", "1.2.0")
    assert (second.title, second.questions) == ("A small triage", 6)
    assert second.sha256 == load(SMALL).sha256
    assert (third.id, third.origin, third.version) == ("small", "kept", "1.0.0")


def test_folders_that_are_not_there_hold_nothing(tmp_path: Path, own: Path) -> None:
    own.rmdir()
    assert [entry.id for entry in list_available(tmp_path / "none")] == ["small"]


def test_files_that_are_no_questionnaires_are_not_listed(own: Path) -> None:
    (own / "README.md").write_text("words", encoding="utf-8")
    (own / ".hidden.toml").write_text("id = ", encoding="utf-8")
    (own / "empty").mkdir()
    assert [entry.id for entry in list_available()] == ["small"]


# Kept copies


def keep(sessions: Path, content: str) -> Path:
    """Put a copy of a questionnaire where sessions keep theirs."""
    folder = paths.kept_questionnaires(sessions)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"copy-{len(list(folder.iterdir()))}.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_questionnaire_that_only_sessions_still_have_is_found_in_its_newest_version(
    tmp_path: Path,
) -> None:
    for version in ("1.9.0", "1.10.0", "1.2.0"):
        keep(tmp_path / "sessions", text(id="gone", version=version))
    assert find("gone", tmp_path / "sessions").questionnaire.version == "1.10.0"


def test_an_absurd_version_of_a_kept_copy_stands_in_nobodys_way(tmp_path: Path) -> None:
    for version in ("1.9.0", f"{'9' * 5_000}.0.0", "x"):
        keep(tmp_path / "sessions", text(id="gone", version=version))
    assert find("gone", tmp_path / "sessions").questionnaire.version == "1.9.0"


def test_if_no_kept_copy_is_whole_the_newest_says_why(tmp_path: Path) -> None:
    for version in ("x", f"{'9' * 40}.0.0"):
        keep(tmp_path / "sessions", text(id="gone", version=version))
    with pytest.raises(QuestionnaireError, match="version has 44 characters"):
        find("gone", tmp_path / "sessions")


def test_kept_copies_never_go_before_what_is_there(tmp_path: Path) -> None:
    keep(tmp_path / "sessions", text(version="9.0.0"))
    assert find("small", tmp_path / "sessions").questionnaire.version == "1.2.0"
