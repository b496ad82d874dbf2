"""Trying things out on a copy: what is real stays as it was until the trial is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builtin import questionnaire
from tests.tui.support import NOW, MemoryKeeper, desk, put_sessions, session, session_of_case
from unstall.errors import SessionError
from unstall.outlook import outlook_of
from unstall.session.models import MAX_TEXT, Answer, PlannedAction, Session
from unstall.triage.outlook import Outlook
from unstall.tui.desk import Desk
from unstall.tui.tried import Difference
from unstall.tui.weighed import MOST_OUTLOOKS
from unstall.tui.workspace import Workspace

OWNER = questionnaire().question_by_id["business-owner"]
SPONSOR = questionnaire().question_by_id["sponsor-engaged"]


def saved(on: Desk) -> list[Session]:
    assert isinstance(on.keeper, MemoryKeeper)
    return on.keeper.saved


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def work_out(on: Desk) -> None:
    on.keep_outlook(on.triage, outlook_of(on.engine, on.triage))


def outlook_now(on: Desk) -> Outlook | None:
    return on.outlook


def test_while_a_trial_is_on_the_desk_tells_of_the_copy_and_saves_nothing() -> None:
    on = desk(session_of_case("validation-loop"))
    real = on.session
    on.begin_trial()
    on.set_level(OWNER, 3)
    on.change(on.session.with_facts({"fte_available": 0}), "facts")
    assert on.session.answers[OWNER.id].level == OWNER.levels[3].id
    assert on.triage.reading.levels[OWNER.id] == 3
    assert on.real.session is real
    assert on.real.triage.reading.levels[OWNER.id] == 0
    assert saved(on) == []


def test_a_change_to_be_tried_out_begins_a_trial_and_is_taken_back_as_one() -> None:
    on = desk()
    before = on.session
    tried = before.with_answer(OWNER.id, Answer(level=OWNER.levels[0].id)).with_facts(
        {"fte_available": 2}
    )
    on.try_out(tried, OWNER.id)
    assert on.trial is not None
    assert on.session == tried
    assert on.undo() == OWNER.id
    assert on.session == before
    assert on.trial is not None


def test_what_would_change_nothing_begins_no_trial() -> None:
    on = desk()
    on.try_out(on.session, OWNER.id)
    assert on.trial is None


def test_undo_and_redo_stay_within_the_trial() -> None:
    on = desk()
    on.set_level(OWNER, 2)
    on.set_level(SPONSOR, 1)
    on.undo()
    on.begin_trial()
    assert on.undo() is None
    assert on.redo() is None
    on.set_level(SPONSOR, 3)
    assert on.undo() == SPONSOR.id
    assert on.undo() is None
    on.discard_trial()
    assert on.redo() == SPONSOR.id
    assert on.session.answers[SPONSOR.id].level == SPONSOR.levels[1].id
    assert [on.undo(), on.undo(), on.undo()] == [SPONSOR.id, OWNER.id, None]


def test_what_is_kept_is_one_change_of_the_real_session_and_saved_once() -> None:
    on = desk()
    on.set_level(OWNER, 2)
    before = on.session
    on.begin_trial()
    on.set_level(OWNER, 3)
    on.set_level(SPONSOR, 1)
    tried = on.session
    on.keep_trial()
    assert on.trial is None
    assert on.session == on.real.session == tried
    assert saved(on)[1:] == [tried]
    assert on.undo() == SPONSOR.id
    assert on.session == before
    assert on.redo() == SPONSOR.id
    assert on.session == tried


def test_keeping_what_came_to_nothing_changes_nothing() -> None:
    on = desk()
    on.set_level(OWNER, 2)
    before = on.session
    on.now = lambda: NOW + timedelta(hours=1)
    on.begin_trial()
    on.set_level(OWNER, 3)
    on.set_level(OWNER, 2)
    assert on.session != before
    assert on.tried == ()
    on.keep_trial()
    assert on.session is before
    assert len(saved(on)) == 1


def test_discarding_goes_back_to_the_same_session_triage_plan_and_outlook() -> None:
    on = desk(session_of_case("validation-loop"))
    work_out(on)
    real, triage, plan, outlook = on.session, on.triage, on.plan, outlook_now(on)
    assert outlook is not None
    on.begin_trial()
    assert outlook_now(on) is outlook
    on.set_level(OWNER, 3)
    assert outlook_now(on) is None
    work_out(on)
    assert outlook_now(on) is not outlook
    assert on.real.outlook is outlook
    on.discard_trial()
    assert on.session is real
    assert on.triage is triage
    assert on.plan is plan
    assert outlook_now(on) is outlook


def test_the_real_outlook_is_kept_however_much_is_tried_out() -> None:
    on = desk(session_of_case("validation-loop"))
    work_out(on)
    outlook = on.outlook
    assert outlook is not None
    on.begin_trial()
    for fte in range(MOST_OUTLOOKS + 5):
        on.change(on.session.with_facts({"fte_available": fte}), "facts")
        on.keep_outlook(on.triage, outlook)
    first = on.session.with_facts({"fte_available": 0})
    on.discard_trial()
    assert on.outlook is outlook
    on.try_out(first, "fte_available")
    assert on.outlook is None


@pytest.mark.parametrize(
    "on",
    [
        lambda: desk(session_of_case("validation-loop"), read_only_because="Maria has it."),
        lambda: desk(session_of_case("validation-loop", closed=NOW)),
    ],
    ids=["read-only", "closed"],
)
def test_a_locked_session_can_be_tried_on_but_not_changed(on: Callable[[], Desk]) -> None:
    locked = on()
    before, because = locked.session, locked.locked_because
    assert because
    locked.begin_trial()
    assert locked.locked_because is None
    locked.set_level(OWNER, 3)
    assert locked.session.closed is None
    assert locked.tried == (Difference("answer", OWNER.id),)
    with pytest.raises(SessionError) as refused:
        locked.keep_trial()
    assert because in str(refused.value)
    assert locked.trial is not None
    locked.discard_trial()
    assert locked.session is before
    assert locked.locked_because == because


def test_a_session_is_not_closed_while_something_is_tried_out() -> None:
    on = desk(session_of_case("validation-loop"))
    on.begin_trial()
    with pytest.raises(SessionError, match="tried out"):
        on.freeze()
    assert on.session.closed is None


def test_what_no_file_could_hold_is_refused_while_it_is_tried_out() -> None:
    on = desk()
    before = on.session
    impossible = before.with_answer(
        OWNER.id, Answer.model_construct(**{**Answer().model_dump(), "note": "x" * (MAX_TEXT + 1)})
    )
    with pytest.raises(SessionError):
        on.try_out(impossible, OWNER.id)
    assert on.trial is None
    on.begin_trial()
    with pytest.raises(SessionError):
        on.change(impossible, OWNER.id)
    assert on.session == before


def test_a_disk_that_refuses_a_session_leaves_the_trial_on() -> None:
    class Refusing(MemoryKeeper):
        def save(self, session: Session) -> None:  # noqa: ARG002
            raise SessionError("the session is too large")

    on = desk()
    on.begin_trial()
    on.set_level(OWNER, 3)
    tried = on.session
    on.keeper = Refusing()
    with pytest.raises(SessionError, match="too large"):
        on.keep_trial()
    assert on.trial is not None
    assert on.session == tried


def test_whoever_listens_is_told_of_keeping_and_discarding() -> None:
    on = desk()
    told: list[Session] = []
    on.on_change = lambda: told.append(on.session)
    real = on.session
    on.begin_trial()
    on.set_level(OWNER, 3)
    on.discard_trial()
    assert told[-1] is real
    on.begin_trial()
    on.set_level(OWNER, 1)
    tried = on.session
    on.keep_trial()
    assert told[-1] == tried


def test_what_differs_is_named_by_what_it_is() -> None:
    on = desk(session({OWNER.id: OWNER.levels[1].id}))
    on.begin_trial()
    on.annotate(OWNER, note="says the CFO")
    on.set_unknown(SPONSOR)
    on.change(on.session.with_facts({"fte_available": 2}), "facts")
    on.set_depth("full")
    on.set_start(NOW.date())
    on.set_planned("owner-charter", PlannedAction(note="asked for"))
    on.change(on.session.with_how_soon(OWNER.id, "2w"), OWNER.id)
    assert on.tried == (
        Difference("answer", SPONSOR.id),
        Difference("fact", "fte_available"),
        Difference("soon", OWNER.id),
        Difference("beside", OWNER.id),
        Difference("action", "owner-charter"),
        Difference("plan", "start"),
        Difference("session", "depth"),
    )


def test_nothing_of_a_trial_reaches_the_disk_and_a_kill_loses_nothing_real(tmp_path: Path) -> None:
    path = put_sessions(tmp_path, session_of_case("validation-loop"))[0]
    workspace = Workspace(tmp_path, lambda: NOW)
    on = workspace.open(path)
    on.set_level(SPONSOR, 1)
    assert on.keeper
    on.keeper.flush()
    real, before = on.session, files_in(tmp_path)
    on.begin_trial()
    for level in range(len(OWNER.levels)):
        on.set_level(OWNER, level)
        on.annotate(OWNER, note=f"what if {level}")
    on.undo()
    on.keeper.flush()
    assert files_in(tmp_path) == before
    # Nothing is put away: this is all that a kill would leave behind.
    again = Workspace(tmp_path, lambda: NOW).open(path)
    assert again.session == real
    on.keeper.close()


def test_what_is_kept_is_in_the_file(tmp_path: Path) -> None:
    path = put_sessions(tmp_path, session_of_case("validation-loop"))[0]
    on = Workspace(tmp_path, lambda: NOW).open(path)
    on.begin_trial()
    on.set_level(OWNER, 3)
    on.change(on.session.with_facts({"fte_available": 5}), "facts")
    tried = on.session
    on.keep_trial()
    assert on.keeper
    on.keeper.close()
    again = Workspace(tmp_path, lambda: NOW).open(path)
    assert again.session == tried
    assert again.keeper
    again.keeper.close()


@given(seed=st.integers(0, 2**32), keeps=st.booleans(), steps=st.integers(0, 12))
def test_whatever_is_tried_out_discarding_is_exact_and_keeping_is_one_step(
    seed: int, keeps: bool, steps: int
) -> None:
    numbers = Random(seed)
    on = desk(session({OWNER.id: OWNER.levels[1].id}))
    on.set_level(SPONSOR, 2)
    real = on.session
    on.begin_trial()
    for _ in range(steps):
        question = numbers.choice(questionnaire().questions)
        match numbers.randrange(5):
            case 0:
                on.undo()
            case 1:
                on.redo()
            case 2:
                on.set_unknown(question)
            case 3:
                on.annotate(question, note=str(numbers.random()))
            case _:
                on.set_level(question, numbers.randrange(len(question.levels)))
    tried, differ = on.session, bool(on.tried)
    assert saved(on) == [real]
    if keeps:
        on.keep_trial()
        assert on.session == (tried if differ else real)
        if differ:
            on.undo()
    else:
        on.discard_trial()
    assert on.session is real
    assert on.undo() == SPONSOR.id
