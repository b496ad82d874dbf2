"""Re-runs from the files of a project: what the last plan aimed at, and what is begun already."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builtin import questionnaire
from tests.session.support import NOW, kept
from tests.tui.support import session_of_case
from unstall.errors import SessionError
from unstall.planning import plan_of
from unstall.rerunning import last_time_of, refuse_second, rerun_of, untouched_rerun, what_changed
from unstall.session.models import ActionOutcome, Answer, LastPlan, PlannedAction, Session
from unstall.session.rerun import LastTime
from unstall.session.store import SessionStore
from unstall.triage.engine import Engine

LATER = NOW + timedelta(days=91)


def old_session(**changes: Any) -> Session:
    made = session_of_case("sound-but-unfinished", opened=NOW, assessed=NOW.date())
    return made.model_copy(update=changes)


def begun(folder: Path, old: Session) -> tuple[SessionStore, Path, Session, Path]:
    """Write a session and its re-run; gives the store, the old file, the re-run and its file."""
    store, path = kept(folder, old)
    made = rerun_of(store, path, now=LATER)
    new = store.create(made.session, made.questionnaire, beside=path)
    return store, path, made.session, new


def last_of(store: SessionStore, new: Session, path: Path) -> LastTime:
    last = last_time_of(new, path, store.folder, questionnaire())
    assert last is not None
    return last


def planned(old: Session) -> dict[str, set[str]]:
    """Give the questions at which each action of a session's plan aims."""
    engine = Engine(questionnaire())
    plan = plan_of(engine, old, engine.triage_session(old))
    assert plan is not None
    return {placed.id: {why.question for why in placed.chosen.why} for placed in plan.actions}


def test_questions_that_the_last_plan_aimed_at_are_known(tmp_path: Path) -> None:
    old = old_session()
    store, _, new, path = begun(tmp_path, old)
    aims = last_of(store, new, path).aims
    assert set(aims) == set().union(*planned(old).values())
    assert set(aims.values()) == {"planned"}


def test_what_was_done_and_what_was_given_up_is_told_apart_wherever_it_was_recorded(
    tmp_path: Path,
) -> None:
    by_action = {action: asked for action, asked in planned(old_session()).items() if asked}
    then, since, dropped = list(by_action)[:3]
    actions = {
        then: PlannedAction(done=NOW.date()),
        since: PlannedAction(dropped="not then"),
        dropped: PlannedAction(done=NOW.date()),
    }
    old = old_session()
    old = old.model_copy(update={"plan": old.plan.model_copy(update={"actions": actions})})
    store, _, new, path = begun(tmp_path, old)
    outcomes = {
        since: ActionOutcome(done=LATER.date()),
        dropped: ActionOutcome(dropped="nobody had the time"),
    }
    aims = last_of(
        store, new.model_copy(update={"last_plan": LastPlan(actions=outcomes)}), path
    ).aims
    assert {q for q, aim in aims.items() if aim == "done"} == by_action[then] | by_action[since]
    others = set().union(*(asked for id_, asked in by_action.items() if id_ not in actions))
    assert set(aims) == by_action[then] | by_action[since] | others


def test_a_rerun_begun_and_not_answered_is_found_and_a_second_one_refused(tmp_path: Path) -> None:
    store, path, new, file = begun(tmp_path, old_session())
    assert untouched_rerun(path) == file
    with pytest.raises(SessionError, match="begun already"):
        refuse_second(path)
    with pytest.raises(SessionError, match=f"re-run of {path.name}"):
        rerun_of(store, file, now=LATER)
    with store.open(file) as opened:
        opened.save(new.with_answer("business-owner", Answer(unknown=True)))
    assert untouched_rerun(path) is None
    refuse_second(path)


def test_with_the_same_version_nothing_changed(tmp_path: Path) -> None:
    store, path = kept(tmp_path, old_session())
    made = rerun_of(store, path, now=LATER)
    assert what_changed(made) == "The questionnaire is the same: stalled-ai 1.0.0."


def test_a_session_that_repeats_none_has_no_last_time(tmp_path: Path) -> None:
    store, path = kept(tmp_path, old_session())
    assert last_time_of(old_session(), path, store.folder, questionnaire()) is None


@pytest.mark.parametrize("previous", ["../x.toml", "gone.toml", "2027-02-19.toml", "x"])
def test_a_session_before_that_is_not_there_is_an_error_with_its_reason(
    tmp_path: Path, previous: str
) -> None:
    store, _, new, path = begun(tmp_path, old_session())
    lost = new.model_copy(update={"previous": previous})
    with pytest.raises(SessionError):
        last_time_of(lost, path, store.folder, questionnaire())
