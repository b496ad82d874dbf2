"""A ballot that lies among sessions, under whatever name, is never taken for one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.support import NOW, kept, loaded, questionnaire, session, store
from unstall.earlier import way_back
from unstall.session.ballot import ballot_text, blank_ballot
from unstall.session.edit import answer
from unstall.session.format import encode
from unstall.session.heads import heads_in, is_ballot
from unstall.session.listing import find, projects_in
from unstall.session.models import Answer, Session

BANK = questionnaire()
NAMES = ("2027-01-31.toml", "ballot.toml", "ballot-7.toml")
"""Newer than any session, and without a day."""


def _blank(of: Session) -> Session:
    return blank_ballot(of, BANK, [question.id for question in BANK.questions])


def _texts(of: Session) -> dict[str, bytes]:
    filled = answer(_blank(of), BANK, "business-owner", "named", at=NOW)
    return {"blank": ballot_text(_blank(of), BANK).encode(), "filled in": encode(filled)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["blank", "filled in"])
def test_it_is_left_out_wherever_sessions_are_listed_or_found(
    tmp_path: Path, name: str, kind: str
) -> None:
    _, path = kept(tmp_path)
    path.with_name(name).write_bytes(_texts(session())[kind])
    assert [head.path for head in heads_in(tmp_path)] == [path]
    for newest_only in (True, False):
        (project,) = projects_in(tmp_path, newest_only=newest_only)
        assert [entry.path for entry in project.entries] == [path]
    assert find(tmp_path, session().project) == path


def test_a_folder_of_ballots_alone_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "votes").mkdir()
    (tmp_path / "votes" / "2027-01-31.toml").write_bytes(_texts(session())["blank"])
    assert heads_in(tmp_path) == []
    assert projects_in(tmp_path) == []


def test_it_is_found_by_its_path_all_the_same(tmp_path: Path) -> None:
    _, path = kept(tmp_path)
    ballot = path.with_name(NAMES[0])
    ballot.write_bytes(_texts(session())["blank"])
    assert find(tmp_path, str(ballot)) == ballot


def test_a_session_in_whose_note_stands_the_head_of_a_ballot_is_a_session(tmp_path: Path) -> None:
    note = Answer(level="named", note="\n[ballot]\nquestions = []\n", at=NOW)
    _, path = kept(tmp_path, session().with_answer("business-owner", note))
    assert not is_ballot(path)
    assert [head.path for head in heads_in(tmp_path)] == [path]


def test_a_damaged_session_that_looks_like_a_ballot_stays_in_the_list(tmp_path: Path) -> None:
    _, path = kept(tmp_path)
    path.write_text(path.read_text() + "\n[ballot]\n= broken\n")
    assert [head.path for head in heads_in(tmp_path)] == [path]
    (project,) = projects_in(tmp_path)
    assert project.newest.damage is not None


def test_the_way_back_ends_at_a_ballot_and_says_why(tmp_path: Path) -> None:
    _, path = kept(tmp_path)
    ballot = path.with_name("2026-08-14.toml")
    ballot.write_bytes(_texts(session())["blank"])
    after = session(previous=ballot.name)
    found = way_back(after, store(tmp_path).create(after, loaded(), beside=path), tmp_path)
    assert found.sessions == ()
    assert "this is a ballot" in str(found.broken)
