"""Real git between two clones of one sessions folder, with the merge driver and without it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.session.clones import Clone, needs_git, two_clones
from tests.session.support import NOW, questionnaire, session, store, with_answers
from unstall.errors import SessionConflictError, UsageError
from unstall.session.clone import IGNORED, set_up
from unstall.session.conflict import read_conflict, with_authors
from unstall.session.edit import annotate, answer, set_fact
from unstall.session.files import conflicts_of, previous_of
from unstall.session.format import encode, read_session
from unstall.session.git import is_in_repository
from unstall.session.models import Session

pytestmark = needs_git

BANK = questionnaire()
BASE = with_answers(session(), 20)
FIRST, SECOND, THIRD = sorted(BASE.answers)[4:7]
LATER = NOW + timedelta(hours=2)


def given(start: Session, question: str, level: int) -> Session:
    return answer(start, BANK, question, str(level), at=LATER)


def noted(start: Session, question: str, note: str) -> Session:
    return annotate(start, BANK, question, note=note)


def levels_of(question: str) -> tuple[int, int]:
    """Give two levels of a question, from 1, that it does not have in the base."""
    now = BANK.question_by_id[question].level_index(BASE.answers[question].level or "")
    others = [
        n for n in range(1, len(BANK.question_by_id[question].levels) + 1) if n != (now or 0) + 1
    ]
    return others[0], others[1]


ONE, OTHER = levels_of(FIRST)
ANAS = noted(given(BASE, FIRST, ONE), SECOND, "Ana heard otherwise.")
"""Ana changes a level and, beside it, the note of the next question."""
BOS = given(noted(BASE, FIRST, "Bo was told so."), SECOND, levels_of(SECOND)[0])
"""Bo changes the note of the first and the level of the second."""
CLASHING = set_fact(
    noted(given(BASE, FIRST, OTHER), THIRD, "Bo alone."), BANK, "months_stalled", "9"
)


def both(merged: Session) -> None:
    """Hold a session to the work of both that does not clash."""
    assert merged.answers[FIRST].level == ANAS.answers[FIRST].level
    assert merged.answers[FIRST].note == "Bo was told so."
    assert merged.answers[SECOND].level == BOS.answers[SECOND].level
    assert merged.answers[SECOND].note == "Ana heard otherwise."


def apart(folder: Path, ours: Session, theirs: Session, *, driver: bool) -> tuple[Clone, Clone]:
    """Give two clones in which each has committed work of their own; Bo's is to be brought up."""
    ana, bo = two_clones(folder, BASE, driver=driver)
    ana.commit(ours)
    bo.commit(theirs)
    bo.git("fetch", "-q")
    return ana, bo


# --- With the driver ---------------------------------------------------------------------------


def test_a_level_and_a_note_of_the_same_answers_merge_in_a_pull(tmp_path: Path) -> None:
    _, bo = apart(tmp_path, ANAS, BOS, driver=True)
    bo.git("pull", "-q")
    both(bo.session)


@pytest.mark.thorough
def test_they_merge_in_a_rebase_too(tmp_path: Path) -> None:
    _, bo = apart(tmp_path, ANAS, BOS, driver=True)
    bo.git("rebase", "-q", "origin/main")
    both(bo.session)


@pytest.mark.thorough
def test_they_merge_in_a_cherry_pick_and_when_a_stash_comes_back(tmp_path: Path) -> None:
    ana, bo = two_clones(tmp_path, BASE, driver=True)
    ana.commit(ANAS)
    bo.put(BOS)
    bo.git("stash")
    bo.git("pull", "-q")
    bo.git("stash", "pop")
    both(bo.session)
    bo.git("checkout", "-q", "--", ".")
    bo.git("reset", "-q", "--hard", "HEAD~1")
    bo.commit(BOS)
    bo.git("cherry-pick", "origin/main")
    both(bo.session)


def test_what_both_changed_stops_the_rebase_and_goes_on_once_chosen(tmp_path: Path) -> None:
    _, bo = apart(tmp_path, ANAS, CLASHING, driver=True)
    said = bo.git("rebase", "origin/main", fails=True)
    assert FIRST in said
    assert bo.unmerged
    with pytest.raises(SessionConflictError, match=FIRST):
        read_session(bo.path)
    conflicted = with_authors(read_conflict(bo.path), bo.path)
    assert [conflict.name for conflict in conflicted.merged.conflicts] == [FIRST]
    # In a rebase it is the other's work that ours is put on top of.
    assert conflicted.side_in_words("ours") == "ours (Ana)"
    assert conflicted.side_in_words("theirs") == "theirs (Bo)"
    before = bo.path.read_bytes()
    choice = dict.fromkeys(conflicted.merged.conflicts, "theirs")
    store(bo.folder).resolve(bo.path, conflicted, choice)  # type: ignore[arg-type]
    assert previous_of(bo.path).read_bytes() == before
    bo.git("add", bo.name)
    bo.git("rebase", "--continue")
    after = bo.session
    assert after.answers[FIRST] == CLASHING.answers[FIRST]
    assert after.answers[SECOND].note == "Ana heard otherwise."
    assert after.answers[THIRD].note == "Bo alone."
    assert after.facts == {"months_stalled": 9}


@pytest.mark.thorough
def test_a_session_begun_twice_under_one_name_has_the_answers_of_both(tmp_path: Path) -> None:
    ana, bo = two_clones(tmp_path, BASE, driver=True)
    name = f"{Path(ana.name).parent}/2026-11-21.toml"
    ana, bo = Clone(ana.folder, "Ana", name), Clone(bo.folder, "Bo", name)
    ana.commit(given(session(), FIRST, 1))
    bo.commit(given(session(), SECOND, 1))
    bo.git("pull", "-q")
    assert {*bo.session.answers} == {FIRST, SECOND}


@pytest.mark.thorough
def test_two_merges_that_cross_each_other_merge_again(tmp_path: Path) -> None:
    ana, bo = apart(tmp_path, ANAS, BOS, driver=True)
    ana.git("remote", "add", "bo", str(bo.folder))
    ana.git("fetch", "-q", "bo")
    ana.git("merge", "-q", "--no-edit", "bo/main")
    bo.git("merge", "-q", "--no-edit", "origin/main")
    ana.commit(noted(ana.session, FIRST, "Both were told so."))
    bo.commit(given(bo.session, THIRD, levels_of(THIRD)[0]))
    bo.git("pull", "-q")
    assert bo.session.answers[FIRST].note == "Both were told so."
    assert bo.session.answers[SECOND].note == "Ana heard otherwise."


def test_where_the_program_is_gone_lines_are_merged_and_no_side_is_lost(tmp_path: Path) -> None:
    _, bo = apart(tmp_path, ANAS, CLASHING, driver=True)
    set_up(bo.folder, "no-such-program-as-this")
    bo.git("pull", fails=True)
    assert bo.unmerged
    (conflict,) = read_conflict(bo.path).merged.conflicts
    assert conflict.name == FIRST


@pytest.mark.thorough
def test_what_git_calls_the_sides_stands_at_the_markers(tmp_path: Path) -> None:
    # Older versions of git hand on the names of these themselves.
    _, bo = apart(tmp_path, ANAS, CLASHING, driver=True)
    driver = bo.git("config", "merge.unstall.driver").replace("%X", "HEAD").replace("%Y", "review")
    bo.git("config", "merge.unstall.driver", driver.rstrip())
    bo.git("pull", fails=True)
    conflicted = read_conflict(bo.path)
    assert (conflicted.our_label, conflicted.their_label) == ("HEAD", "review")


# --- Without the driver ------------------------------------------------------------------------


def test_plain_git_merges_neighbouring_answers(tmp_path: Path) -> None:
    _, bo = apart(tmp_path, given(BASE, FIRST, ONE), noted(BASE, SECOND, "new"), driver=False)
    bo.git("pull", "-q")
    assert bo.session.answers[FIRST] == ANAS.answers[FIRST]
    assert bo.session.answers[SECOND].note == "new"


def test_what_plain_git_leaves_is_told_question_by_question(tmp_path: Path) -> None:
    _, bo = apart(tmp_path, ANAS, CLASHING, driver=False)
    bo.git("pull", fails=True)
    with pytest.raises(SessionConflictError, match=FIRST):
        read_session(bo.path)
    conflicted = with_authors(read_conflict(bo.path), bo.path)
    assert [conflict.name for conflict in conflicted.merged.conflicts] == [FIRST]
    assert conflicted.side_in_words("ours") == "ours (Bo)"
    assert conflicted.side_in_words("theirs") == "theirs (Ana)"
    (conflict,) = conflicted.merged.conflicts
    whole = conflicted.merged.chosen({conflict: "theirs"})
    assert whole.answers[FIRST] == ANAS.answers[FIRST]
    assert whole.answers[THIRD].note == "Bo alone."


def test_where_git_writes_what_both_began_with_only_real_conflicts_are_asked(
    tmp_path: Path,
) -> None:
    _, bo = apart(tmp_path, ANAS, BOS, driver=False)
    bo.git("config", "merge.conflictStyle", "diff3")
    bo.git("pull", fails=True)
    merged = read_conflict(bo.path).merged
    assert merged.conflicts == ()
    both(merged.ours)


def test_a_session_deleted_by_one_and_worked_on_by_the_other_stays_whole(tmp_path: Path) -> None:
    ana, bo = two_clones(tmp_path, BASE, driver=True)
    store(ana.folder).delete(ana.path)
    ana.git("commit", "-q", "-a", "-m", "not ours")
    bo.commit(BOS)
    assert "deleted" in bo.git("pull", fails=True)
    assert bo.session == BOS


def test_an_attribute_without_the_set_up_leaves_plain_merging(tmp_path: Path) -> None:
    _, bo = apart(tmp_path, given(BASE, FIRST, ONE), noted(BASE, SECOND, "new"), driver=True)
    bo.git("config", "--remove-section", "merge.unstall")
    bo.git("pull", "-q")
    assert bo.session.answers[SECOND].note == "new"


# --- Setting up, and what lies beside a session ------------------------------------------------


def test_locks_versions_before_and_the_bin_are_nothing_to_git(tmp_path: Path) -> None:
    ana, _ = two_clones(tmp_path, BASE, driver=True)
    here = store(ana.folder)
    with here.open(ana.path) as opened:
        opened.save(ANAS)
        opened.flush()
        beside = {path.name for path in ana.path.parent.iterdir()}
        assert len(beside) > 2, beside
        changed = ana.git("status", "--porcelain", "--untracked-files=all").splitlines()
    assert changed == [f" M {ana.name}"]
    here.delete(ana.path)
    changed = ana.git("status", "--porcelain", "--untracked-files=all").splitlines()
    assert changed == [f" D {ana.name}"]


def test_setting_up_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    ana, _ = two_clones(tmp_path, BASE, driver=False)
    (ana.folder / ".gitignore").write_text("*.bak")
    assert set_up(ana.folder, "unstall").changed == (".gitattributes", ".gitignore", "git config")
    files = [ana.folder / name for name in (".gitattributes", ".gitignore", ".git/config")]
    before = [file.read_bytes() for file in files]
    assert set_up(ana.folder, "unstall").changed == ()
    assert [file.read_bytes() for file in files] == before
    assert before[1].decode().splitlines() == ["*.bak", *IGNORED]


def test_a_folder_that_is_in_no_repository_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    if is_in_repository(tmp_path):
        pytest.skip("temporary folders lie in a git repository here")
    with pytest.raises(UsageError, match="in no git repository"):
        set_up(tmp_path, "unstall")
    with pytest.raises(UsageError, match="no such folder"):
        set_up(tmp_path / "nowhere", "unstall")
    assert list(tmp_path.iterdir()) == []


def test_a_pull_while_the_session_is_open_keeps_what_git_wrote_beside_it(tmp_path: Path) -> None:
    ana, bo = two_clones(tmp_path, BASE, driver=True)
    ana.commit(ANAS)
    with store(bo.folder).open(bo.path) as opened:
        bo.git("pull", "-q")
        opened.save(BOS)
        opened.flush()
    (theirs,) = conflicts_of(bo.path, [path.name for path in bo.path.parent.iterdir()])
    assert theirs.read_bytes() == encode(ANAS)
    assert bo.session == BOS
    assert theirs.name in bo.git("status", "--short", "--untracked-files=all")
