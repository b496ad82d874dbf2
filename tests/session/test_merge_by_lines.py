"""Two people's work on copies of one session comes together without a conflict."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.session.support import questionnaire, session, with_answers
from unstall.session.edit import annotate, answer, set_fact
from unstall.session.format import encode, read_session
from unstall.session.models import Session

BANK = questionnaire()
BASE = with_answers(session(), 52)
ORDER = sorted(BASE.answers)

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def merged(folder: Path, ours: Session, theirs: Session) -> Session:
    """Merge two versions of the base as git does; a conflict fails."""
    for name, state in (("ours", ours), ("base", BASE), ("theirs", theirs)):
        (folder / name).write_bytes(encode(state))
    subprocess.run(["git", "merge-file", "ours", "base", "theirs"], check=True, cwd=folder)
    return read_session(folder / "ours")


def changed(start: Session, question: str, note: str) -> Session:
    """Give another level, another note and another moment."""
    later = start.opened.replace(hour=15)
    levels = BANK.question_by_id[question].levels
    other = next(one.id for one in levels if one.id != start.answers[question].level)
    return annotate(answer(start, BANK, question, other, at=later), BANK, question, note=note)


@needs_git
@pytest.mark.parametrize("position", range(0, 51, 5))
def test_edits_of_neighbouring_answers_merge(tmp_path: Path, position: int) -> None:
    first, second = ORDER[position : position + 2]
    ours, theirs = changed(BASE, first, "ours"), changed(BASE, second, "theirs")
    both = merged(tmp_path, ours, theirs)
    assert both.answers[first] == ours.answers[first]
    assert both.answers[second] == theirs.answers[second]
    assert len(both.answers) == 52


@needs_git
def test_a_fact_and_an_answer_merge(tmp_path: Path) -> None:
    ours = set_fact(BASE, BANK, "months_stalled", "7")
    theirs = changed(BASE, ORDER[0], "theirs")
    both = merged(tmp_path, ours, theirs)
    assert both.facts == {"months_stalled": 7}
    assert both.answers[ORDER[0]].note == "theirs"


@needs_git
def test_new_answers_to_questions_that_are_not_neighbours_merge(tmp_path: Path) -> None:
    first, between, second = ORDER[10:13]
    answers = {name: one for name, one in BASE.answers.items() if name not in (first, second)}
    start = BASE.model_copy(update={"answers": answers})
    assert between in answers
    (tmp_path / "base").write_bytes(encode(start))
    for name, new in (("ours", first), ("theirs", second)):
        state = start.with_answer(new, BASE.answers[new])
        (tmp_path / name).write_bytes(encode(state))
    subprocess.run(["git", "merge-file", "ours", "base", "theirs"], check=True, cwd=tmp_path)
    assert read_session(tmp_path / "ours") == BASE
