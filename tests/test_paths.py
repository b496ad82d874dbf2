"""Where everything lies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from unstall import paths
from unstall.errors import UsageError


def test_the_folder_chosen_on_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    environ = {paths.SESSIONS_VARIABLE: "/elsewhere"}
    assert paths.sessions_dir(tmp_path, environ) == tmp_path


def test_the_environment_goes_before_the_data_folder() -> None:
    assert paths.sessions_dir(None, {paths.SESSIONS_VARIABLE: "/elsewhere"}) == Path("/elsewhere")


@pytest.mark.parametrize("environ", [{}, {paths.SESSIONS_VARIABLE: ""}])
def test_sessions_lie_in_the_data_folder_when_nothing_is_said(environ: dict[str, str]) -> None:
    assert paths.sessions_dir(None, environ) == paths.data_dir() / "sessions"


def test_a_relative_folder_becomes_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.sessions_dir(Path("here"), {}) == tmp_path / "here"


def test_a_tilde_is_the_home_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.sessions_dir(None, {paths.SESSIONS_VARIABLE: "~/triage"}) == tmp_path / "triage"


def test_the_home_of_nobody_is_refused_in_one_line() -> None:
    with pytest.raises(UsageError, match="Name the sessions folder in full"):
        paths.sessions_dir(Path("~no-such-person-here/sessions"), {})


def test_kept_questionnaires_cannot_be_mistaken_for_a_project(tmp_path: Path) -> None:
    assert paths.kept_questionnaires(tmp_path).parent == tmp_path
    assert paths.kept_questionnaires(tmp_path).name.startswith(".")


def test_built_in_questionnaires_are_taken_from_the_wheel_when_it_carries_them(
    tmp_path: Path,
) -> None:
    package = tmp_path / "src" / "unstall"
    (package / "questionnaires").mkdir(parents=True)
    assert paths.builtin_questionnaires(package) == package / "questionnaires"


def test_built_in_questionnaires_are_taken_from_the_repository_otherwise(tmp_path: Path) -> None:
    package = tmp_path / "src" / "unstall"
    package.mkdir(parents=True)
    assert paths.builtin_questionnaires(package) == tmp_path / "questionnaires"


def test_the_built_in_questionnaires_are_there() -> None:
    assert paths.builtin_questionnaires().is_dir()


def test_documents_are_written_to_the_current_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.exports_dir() == tmp_path


def test_every_place_is_listed_in_full(tmp_path: Path) -> None:
    listing = paths.listing(tmp_path / "sessions")
    assert listing["sessions"] == tmp_path / "sessions"
    assert listing["kept questionnaires"].is_relative_to(tmp_path / "sessions")
    assert all(place.is_absolute() for place in listing.values())


def test_asking_for_every_place_creates_none(tmp_path: Path) -> None:
    """Run in a fresh process with a home of its own, so that nothing can be there already."""
    home = tmp_path / "home"
    home.mkdir()
    program = (
        "import importlib, unstall.paths as paths; importlib.reload(paths); "
        "print(*paths.listing().values(), paths.exports_dir())"
    )
    environment = {"HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert str(home) in said
    assert list(home.rglob("*")) == []
