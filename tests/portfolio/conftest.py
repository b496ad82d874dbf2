"""What tests of the portfolio share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.portfolio.folders import UNNEEDED, Shelf, made
from unstall.portfolio.reading import read_project
from unstall.session import kept


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Give a folder of two projects, read until nothing of it has to be read again."""
    monkeypatch.setattr(kept, "list_available", list)
    shelf = Shelf(tmp_path / "sessions", tmp_path / "cache" / "portfolio.sqlite3")
    shelf.put(made("Alpha"), "alpha")
    shelf.put(made("Beta", UNNEEDED), "beta")
    shelf.settle()
    return shelf


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give what makes every reading of a session's file a failure."""

    def refuse(path: Path, **_: Any) -> str:
        raise AssertionError(f"{path.name} was read")

    def begin() -> None:
        monkeypatch.setattr("unstall.portfolio.reading.read_text", refuse)
        monkeypatch.setattr("unstall.portfolio.index.read_text", refuse)

    return begin


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the folders of which a row was worked out anew, as they come."""
    found: list[str] = []
    real = read_project

    def told(folder: Path, *given: Any) -> Any:
        found.append(folder.name)
        return real(folder, *given)

    monkeypatch.setattr("unstall.portfolio.index.read_project", told)
    return found
