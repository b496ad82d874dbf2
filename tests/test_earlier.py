"""The way back from a session to those before it, whatever has become of their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.support import loaded, session, store
from unstall.earlier import MOST, WayBack, way_back
from unstall.session.format import encode
from unstall.session.models import Session
from unstall.triage.engine import Engine


def chain(folder: Path, length: int) -> list[tuple[Path, Session]]:
    """Write sessions of one project of which each repeats the one before; the newest comes last."""
    kept = store(folder)
    made: list[tuple[Path, Session]] = []
    for _ in range(length):
        before = made[-1][0] if made else None
        one = session(previous=before.name if before else None)
        made.append((kept.create(one, loaded(), beside=before), one))
    return made


def back(folder: Path, at: tuple[Path, Session], most: int = MOST) -> WayBack:
    return way_back(at[1], at[0], folder, most=most)


def test_it_goes_back_to_the_first_session_and_gives_the_oldest_first(tmp_path: Path) -> None:
    made = chain(tmp_path, 4)
    found = back(tmp_path, made[-1])
    assert [one.path for one in found.sessions] == [path for path, _ in made[:-1]]
    assert found.last is not None
    assert found.last.path == made[-2][0]
    assert found.broken is None


def test_a_first_session_has_nothing_before_it(tmp_path: Path) -> None:
    assert back(tmp_path, chain(tmp_path, 1)[0]) == WayBack((), None)


def test_a_version_is_loaded_once_for_all_sessions(tmp_path: Path) -> None:
    found = back(tmp_path, chain(tmp_path, 4)[-1])
    assert len({id(one.engine) for one in found.sessions}) == 1


def test_an_engine_at_hand_is_taken(tmp_path: Path) -> None:
    made = chain(tmp_path, 2)
    mine = Engine(loaded().questionnaire)
    found = way_back(made[1][1], made[1][0], tmp_path, engine_of=lambda _session, _path: mine)
    assert found.sessions[0].engine is mine


def test_what_is_gone_ends_the_way_and_is_told(tmp_path: Path) -> None:
    made = chain(tmp_path, 4)
    made[1][0].unlink()
    found = back(tmp_path, made[-1])
    assert [one.path for one in found.sessions] == [made[2][0]]
    assert found.broken is not None
    assert str(made[1][0]) in str(found.broken)


def test_what_cannot_be_read_ends_the_way_and_is_told(tmp_path: Path) -> None:
    made = chain(tmp_path, 3)
    made[0][0].write_text("<<<<<<< ours\n", encoding="utf-8")
    found = back(tmp_path, made[-1])
    assert len(found.sessions) == 1
    assert found.broken is not None


@pytest.mark.parametrize(
    "name", ["round-about.toml", f"{'x' * 300}.toml", "a\nb.toml", "folder.toml"]
)
def test_a_name_behind_which_no_file_can_be_ends_the_way_and_is_told(
    tmp_path: Path, name: str
) -> None:
    path, first = chain(tmp_path, 1)[0]
    (path.parent / "round-about.toml").symlink_to(path.parent / "round-about.toml")
    (path.parent / "folder.toml").mkdir()
    found = back(tmp_path, (path, first.model_copy(update={"previous": name})))
    assert found.sessions == ()
    assert found.broken is not None


def test_sessions_that_repeat_each_other_are_gone_through_once(tmp_path: Path) -> None:
    made = chain(tmp_path, 3)
    round_about = made[0][1].model_copy(update={"previous": made[2][0].name})
    made[0][0].write_bytes(encode(round_about))
    found = back(tmp_path, made[-1])
    assert len(found.sessions) == 2
    assert "comes back to itself" in str(found.broken)


@pytest.mark.parametrize(
    "name",
    ["../other/2026-11-20.toml", "/etc/passwd", "..", "a\\b.toml", ".x.toml", "notes.txt", ""],
)
def test_a_name_that_leads_elsewhere_is_not_followed(tmp_path: Path, name: str) -> None:
    path, of = chain(tmp_path, 1)[0]
    found = back(tmp_path, (path, of.model_copy(update={"previous": name})))
    assert found.sessions == ()
    assert "no name of a session" in str(found.broken)


def test_it_goes_back_no_further_than_is_asked(tmp_path: Path) -> None:
    found = back(tmp_path, chain(tmp_path, 4)[-1], most=2)
    assert len(found.sessions) == 2
