"""A file with two versions is told in words, by whoever meets it, and made whole by choosing."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.proof import examples
from tests.session.merging import THREES
from tests.session.support import (
    NOW,
    kept,
    questionnaire,
    result,
    session,
    store,
    with_answers,
)
from unstall.errors import (
    SessionConflictError,
    SessionError,
    SessionLockedError,
    StorageError,
)
from unstall.session.conflict import Conflicted, read_conflict
from unstall.session.conflict_words import in_brief, told
from unstall.session.files import pending_for, previous_of
from unstall.session.format import encode, from_toml, read_session
from unstall.session.listing import find, projects_in
from unstall.session.markers import marked
from unstall.session.merge import Side, merge
from unstall.session.models import PlannedAction, Session
from unstall.session.recovery import load

BANK = questionnaire()
BASE = with_answers(session(client="Acme"), 6)
FIRST, SECOND, *_ = sorted(BASE.answers)
LEVELS = [level.id for level in BANK.question_by_id[FIRST].levels]
LATER = NOW + timedelta(hours=3)


def with_level(level: str | None, note: str) -> Session:
    state = {"level": level, "unknown": None if level else True, "note": note, "at": LATER}
    return BASE.with_answer(FIRST, BASE.answers[FIRST].model_copy(update=state))


OURS = with_level(None, "nobody knows")
THEIRS = with_level(next(one for one in LEVELS if one != BASE.answers[FIRST].level), "we saw it")


def two_versions(ours: Session = OURS, theirs: Session = THEIRS, **labels: str) -> str:
    return marked(merge(BASE, ours, theirs), **labels)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session's file in a sessions folder, with two versions in it."""
    _, file = kept(tmp_path, BASE)
    file.write_text(two_versions(our_label="HEAD", their_label="review"))
    return file


def test_reading_says_which_question_and_who_says_what_and_what_to_do(path: Path) -> None:
    with pytest.raises(SessionConflictError) as refused:
        read_session(path)
    said = str(refused.value)
    line = path.read_text().split("\n").index("<<<<<<< HEAD") + 1
    assert said == (
        f"{path}:{line}: two people changed the same: {FIRST}, ours (HEAD) don't know, "
        f"theirs (review) {THEIRS.answers[FIRST].level}. Choose on Home in the app, or with "
        "unstall resolve."
    )


@pytest.mark.parametrize("write", [True, False])
def test_opening_says_the_same(path: Path, write: bool) -> None:
    with pytest.raises(SessionConflictError, match=FIRST):
        store(path.parent.parent).open(path, write=write)


def test_a_project_in_two_versions_keeps_its_name_and_is_found_by_it(path: Path) -> None:
    (project,) = projects_in(path.parent.parent)
    assert (project.name, project.client) == ("Claims triage", "Acme")
    damage = project.newest.damage
    assert damage is not None
    assert damage.in_conflict
    assert damage.previous is None
    assert find(path.parent.parent, "Claims triage") == path


def test_many_conflicts_are_named_by_the_first_few() -> None:
    ours, theirs = (BASE.with_facts({f"f{n}": side for n in range(9)}) for side in (1, 2))
    conflicted = Conflicted(merge(BASE, ours, theirs), "", "", 1)
    assert in_brief(conflicted).endswith("facts.f2, ours 1, theirs 2 and 6 more")


def test_where_the_answers_are_the_same_the_line_says_what_is_not() -> None:
    ours = with_level(BASE.answers[FIRST].level, "one")
    theirs = with_level(BASE.answers[FIRST].level, "two")
    assert in_brief(Conflicted(merge(BASE, ours, theirs), "", "", 1)).endswith(f"{FIRST}, its note")


def test_levels_are_told_in_words_with_note_and_time() -> None:
    merged = merge(BASE, OURS, THEIRS)
    (one,) = told(merged, BANK)
    question = BANK.question_by_id[FIRST]
    level = question.level_index(THEIRS.answers[FIRST].level or "")
    assert level is not None
    assert one.title == question.short
    assert one.ours == ("Don't know", "note: nobody knows", "answered: 2026-11-20 13:02")
    assert one.theirs[0] == f"{level + 1} of {len(LEVELS)}: {question.levels[level].label}"


def test_a_closed_version_is_told_as_a_whole() -> None:
    ours = OURS.model_copy(update={"closed": LATER, "result": result()})
    (one,) = told(merge(BASE, ours, THEIRS), BANK)
    title = BANK.question_by_id[FIRST].short
    assert one.ours == (
        "Closed on 2026-11-20 13:02",
        "result: fix, leaning",
        "answers: 6",
        f"{title}: Don't know",
    )
    assert one.theirs[:2] == ("Open", "answers: 6")
    assert one.theirs[2].startswith(f"{title}: ")
    assert one.theirs[-1] == "to be closed again when it is right"


def test_actions_facts_and_heads_have_their_titles() -> None:
    action = BANK.actions[0]
    ours = BASE.with_planned(action.id, PlannedAction(owner="Ana", done=NOW.date()))
    theirs = BASE.with_planned(action.id, PlannedAction(owner="Bo"))
    ours = ours.with_facts({"months_stalled": 7}).model_copy(update={"client": "A"})
    theirs = theirs.with_facts({"months_stalled": 9}).model_copy(update={"client": None})
    merged = merge(BASE, ours, theirs)
    by_name = {one.conflict.name: one for one in told(merged, BANK)}
    assert by_name[f"plan.actions.{action.id}"].title == action.title
    assert by_name[f"plan.actions.{action.id}"].ours == ("done: 2026-11-20", "owner: Ana")
    assert by_name["facts.months_stalled"].title == BANK.fact_by_id["months_stalled"].title
    assert by_name["client"].theirs == ("Not given",)


@settings(deadline=None, max_examples=examples(400))
@given(THREES)
def test_any_conflict_can_be_told(three: tuple[Session, Session, Session]) -> None:
    merged = merge(*three)
    assert "\n" not in in_brief(Conflicted(merged, "a", "b", 1))
    for bank in (BANK, None):
        tellings = told(merged, bank)
        assert tuple(one.conflict for one in tellings) == merged.conflicts
        for one in tellings:
            assert one.title
            assert one.ours
            assert one.theirs
            assert not any("\n" in line for line in (*one.ours, *one.theirs))


# --- Files that nobody wrote on purpose --------------------------------------------------------


def test_a_version_that_is_no_session_is_told_with_the_way_back() -> None:
    text = two_versions().replace("=======\n", "=======\nnonsense = 1\n", 1)
    with pytest.raises(SessionConflictError, match="theirs cannot be read") as refused:
        from_toml(text)
    assert "git checkout --ours" in str(refused.value)


@pytest.mark.parametrize("mark", ["<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"])
def test_a_mark_that_was_left_is_named_with_its_line(mark: str) -> None:
    text = encode(BASE).decode() + mark
    with pytest.raises(SessionError, match="a part of a merge conflict was left") as refused:
        from_toml(text)
    assert refused.value.place.line == text.count("\n")


def test_a_note_that_quotes_a_conflict_is_a_note() -> None:
    note = "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> z"
    quoted = with_level(LEVELS[0], note)
    assert from_toml(encode(quoted).decode()) == quoted


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_note_written_by_hand_over_several_lines_may_quote_a_conflict(
    tmp_path: Path, is_closed: bool
) -> None:
    quote = "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> z\n" if is_closed else "=======\n"
    file = tmp_path / "s.toml"
    text = encode(with_level(LEVELS[0], "NOTE")).decode()
    file.write_text(text.replace('"NOTE"', f'"""\n{quote}"""'))
    assert read_session(file).answers[FIRST].note == quote
    with pytest.raises(SessionError, match="nothing to choose"):
        read_conflict(file)


def test_a_conflict_within_a_conflict_is_told_for_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(f"<<<<<<< a\n{two_versions()}=======\n>>>>>>> b\n")
    with pytest.raises(SessionError, match="a part of a merge conflict was left"):
        read_conflict(file)


def test_two_versions_that_go_together_are_asked_nothing(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    text = encode(BASE).decode()
    file.write_text(f"<<<<<<< ours\n{text}=======\n{text}\n>>>>>>> theirs\n")
    conflicted = read_conflict(file)
    assert conflicted.merged.conflicts == ()
    assert conflicted.merged.chosen({}) == BASE
    with pytest.raises(SessionConflictError, match="go together"):
        read_session(file)


def test_what_a_crash_left_before_the_merge_does_not_hide_both_versions(path: Path) -> None:
    pending = pending_for(path, 3, encode(BASE))
    pending.path.write_bytes(encode(BASE))
    earlier = path.stat().st_mtime_ns - 1_000_000_000
    os.utime(pending.path, ns=(earlier, earlier))
    with pytest.raises(SessionConflictError):
        load(path)


# --- Choosing ----------------------------------------------------------------------------------


def chosen(path: Path, side: Side) -> Session:
    seen = read_conflict(path)
    return store(path.parent.parent).resolve(path, seen, dict.fromkeys(seen.merged.conflicts, side))


@pytest.mark.parametrize(("side", "expected"), [("ours", OURS), ("theirs", THEIRS)])
def test_the_chosen_version_is_written_and_the_file_before_is_kept(
    path: Path, side: Side, expected: Session
) -> None:
    before = path.read_bytes()
    assert chosen(path, side) == expected
    assert read_session(path) == expected
    assert previous_of(path).read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_open_elsewhere_is_not_written(path: Path) -> None:
    seen, text = read_conflict(path), path.read_text()
    path.write_bytes(encode(BASE))
    with store(path.parent.parent).open(path):
        path.write_text(text)
        with pytest.raises(SessionLockedError):
            store(path.parent.parent).resolve(
                path, seen, dict.fromkeys(seen.merged.conflicts, "ours")
            )
        assert path.read_text() == text


def test_a_file_that_changed_after_it_was_read_is_not_written(path: Path) -> None:
    seen = read_conflict(path)
    path.write_bytes(encode(BASE))
    with pytest.raises(SessionError, match="no two versions"):
        store(path.parent.parent).resolve(path, seen, dict.fromkeys(seen.merged.conflicts, "ours"))
    assert read_session(path) == BASE


def test_a_folder_that_refuses_leaves_both_versions(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("unstall.session.store.write_new", full)
    with pytest.raises(StorageError, match="disk is full"):
        chosen(path, "ours")
    assert path.read_bytes() == before
