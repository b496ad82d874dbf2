"""Names of folders and files are safe on every system, whatever people type."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.support import HOSTILE_NAMES
from unstall.session.names import (
    day_and_number,
    file_names,
    folded,
    folder_names,
    is_session_name,
    names_after,
)

DEVICES = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


@given(st.text() | st.sampled_from(HOSTILE_NAMES))
def test_a_folders_name_is_short_plain_and_no_device(project: str) -> None:
    names = list(islice(folder_names(project), 3))
    for name in names:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert len(name) <= 60
        assert name not in DEVICES
    assert len(set(names)) == 3


@pytest.mark.parametrize(
    ("project", "name"),
    [
        ("Claims triage", "claims-triage"),
        ("Überprüfung №5", "uberprufung-no5"),
        ("CON", "con-project"),
        ("../../etc/passwd", "etc-passwd"),
        ("R&D / claims", "r-d-claims"),
    ],
)
def test_a_folders_name_is_readable_where_it_can_be(project: str, name: str) -> None:
    assert next(folder_names(project)) == name


def test_names_in_other_scripts_have_folders_of_their_own() -> None:
    names = {next(folder_names(project)) for project in ("مشروع", "プロジェクト", "🚀", "")}
    assert len(names) == 4
    assert all(name.startswith("project-") for name in names)


def test_sessions_of_one_day_are_counted() -> None:
    assert list(islice(file_names(date(2026, 11, 20)), 3)) == [
        "2026-11-20.toml", "2026-11-20-2.toml", "2026-11-20-3.toml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("2026-11-20.toml", ["2026-11-20.toml", "2026-11-20-2.toml"]),
        ("2026-11-20-4.toml", ["2026-11-20-4.toml", "2026-11-20-5.toml"]),
        ("2026-11-20-01.toml", ["2026-11-20-01.toml", "2026-11-20-2.toml"]),
        ("mine.toml", ["mine.toml", "mine-2.toml"]),
    ],
)
def test_a_taken_name_is_followed_by_the_next(name: str, following: list[str]) -> None:
    assert list(islice(names_after(name), 2)) == following


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2026-11-20.toml", (date(2026, 11, 20), 1)),
        ("2026-11-20-12.toml", (date(2026, 11, 20), 12)),
        ("2026-02-30.toml", None),
        ("mine.toml", None),
        ("2026-11-20.toml.conflict-1", None),
    ],
)
def test_a_file_name_tells_the_day_if_it_has_one(name: str, told: object) -> None:
    assert day_and_number(Path(name)) == told


def test_hidden_files_and_copies_are_no_sessions() -> None:
    names = [
        "2026-11-20.toml", "mine.toml", ".2026-11-20.toml.previous", ".a.toml",
        "2026-11-20.toml.conflict-20261120-101500", "2026-11-20.toml~", "notes.txt",
    ]  # fmt: skip
    assert [name for name in names if is_session_name(name)] == names[:2]


def test_names_are_compared_without_case_space_and_composition() -> None:
    assert folded(" Café  Claims") == folded("cafe\u0301 claims")
