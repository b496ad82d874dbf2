"""Checked records of what became of a plan: what was done, what was given up, what was held.

They go into one of two places. Of the plan of the session before, into `last_plan` of the session
that repeats it, since the older file may be closed; of the session's own plan, to the rest of what
people decided about it. Every function gives a new session, or raises `SessionError` for what will
not do and `SessionClosedError` for a closed session; nothing is changed then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from unstall.errors import Place, SessionError
from unstall.hidden import is_blank
from unstall.session.edit import refuse_if_closed
from unstall.session.models import (
    MAX_NAME,
    MAX_TEXT,
    ActionOutcome,
    CheckpointKind,
    Held,
    PlannedAction,
    Session,
)
from unstall.session.typed import at_most, cleaned, one_line
from unstall.suggest import did_you_mean

OUTCOMES = ("go-on", "change", "stop")
"""What can be decided at a checkpoint."""
_KINDS = get_args(CheckpointKind)


@dataclass(frozen=True, slots=True)
class PlanToFollow:
    """A plan of which one can record what became of it."""

    made: date
    """The day of the triage from which it follows: nothing of it was done before."""
    actions: Mapping[str, str]
    """Action id → title; also what was taken out of it."""
    checkpoints: Mapping[CheckpointKind, date | None]
    """Its checkpoints, in their order, and when they fall; None while they have no date."""
    is_own: bool
    """It is the session's own plan, not that of the session before."""


def record_done(
    session: Session, plan: PlanToFollow, action: str, on: date, *, today: date
) -> Session:
    """Record that an action was done on a day from the making of the plan to today."""
    refuse_if_closed(session)
    known = find_planned(plan, action)
    _check_day(on, plan, known, today, "done")
    return _with_outcome(session, plan, known, {"done": on, "dropped": None})


def record_dropped(session: Session, plan: PlanToFollow, action: str, reason: str) -> Session:
    """Record that an action was given up, and why."""
    refuse_if_closed(session)
    known = find_planned(plan, action)
    why = at_most(cleaned(reason), MAX_TEXT, known)
    if all(is_blank(character) for character in why):
        raise SessionError(
            "what is dropped needs a reason", Place(item=known), "Write why it was given up."
        )
    return _with_outcome(session, plan, known, {"done": None, "dropped": why})


def annotate_outcome(session: Session, plan: PlanToFollow, action: str, note: str) -> Session:
    """Write a note about what became of an action; a blank takes it out."""
    refuse_if_closed(session)
    known = find_planned(plan, action)
    text = at_most(cleaned(note), MAX_TEXT, known) or None
    return _with_outcome(session, plan, known, {"note": text})


def take_back(session: Session, plan: PlanToFollow, action: str) -> Session:
    """Record neither that an action was done nor that it was dropped; a note stays."""
    refuse_if_closed(session)
    known = find_planned(plan, action)
    return _with_outcome(session, plan, known, {"done": None, "dropped": None})


def record_held(
    session: Session,
    plan: PlanToFollow,
    kind: str,
    outcome: str,
    on: date,
    *,
    note: str | None = None,
    today: date,
) -> Session:
    """Record that a checkpoint was held, and what was decided at it.

    Args:
        session: Where it is recorded.
        plan: Whose checkpoint it is.
        kind: Which, such as `commit`.
        outcome: `go-on`, `change` or `stop`.
        on: When it was held, from the making of the plan to today.
        note: What was said; None leaves a note that is there, a blank takes it out.
        today: The day of now.
    """
    refuse_if_closed(session)
    known = find_checkpoint(plan, kind)
    word = one_line(outcome).casefold()
    if word not in OUTCOMES:
        raise SessionError(
            f"{word[:MAX_NAME]!r} is nothing that is decided at a checkpoint",
            Place(item=known),
            "Write go-on, change or stop.",
        )
    _check_day(on, plan, known, today, "held")
    before = _held_of(session, plan).get(known)
    text = before.note if before and note is None else _note(note, known)
    made = Held.model_validate({"on": on, "outcome": word, "note": text})
    return _with_held(session, plan, known, made)


def annotate_held(session: Session, plan: PlanToFollow, kind: str, note: str) -> Session:
    """Write a note about a checkpoint that was held; a blank takes it out."""
    refuse_if_closed(session)
    known = find_checkpoint(plan, kind)
    before = _held_of(session, plan).get(known)
    if before is None:
        raise SessionError(
            "it is not recorded that this checkpoint was held",
            Place(item=known),
            f"Record it first, such as {known}=go-on.",
        )
    text = _note(note, known)
    return _with_held(session, plan, known, before.model_copy(update={"note": text}))


def take_back_held(session: Session, plan: PlanToFollow, kind: str) -> Session:
    """Record no more that a checkpoint was held."""
    refuse_if_closed(session)
    return _with_held(session, plan, find_checkpoint(plan, kind), None)


def find_planned(plan: PlanToFollow, action: str) -> str:
    """Find an action of a plan by its id; raises `SessionError` with what was probably meant."""
    wanted = one_line(action)
    if wanted in plan.actions:
        return wanted
    whose = "this plan" if plan.is_own else f"the plan of {plan.made.isoformat()}"
    raise SessionError(
        f"there is no action {wanted[:MAX_NAME]!r} in {whose}",
        hint=did_you_mean(wanted, plan.actions) or "`unstall follow SESSION` lists its actions.",
    )


def find_checkpoint(plan: PlanToFollow, kind: str) -> CheckpointKind:
    """Find a checkpoint of a plan by its kind; raises `SessionError` with those that it has."""
    wanted = one_line(kind).casefold()
    found = next((known for known in plan.checkpoints if known == wanted), None)
    if found is not None:
        return found
    what = f"this plan has no checkpoint {wanted!r}"
    if wanted not in _KINDS:
        what = f"there is no checkpoint {wanted[:MAX_NAME]!r}"
    has = ", ".join(plan.checkpoints)
    raise SessionError(what, hint=f"It has {has}." if has else "It has no checkpoints.")


def _check_day(on: date, plan: PlanToFollow, item: str, today: date, done: str) -> None:
    if on > today:
        raise SessionError(
            f"{on.isoformat()} is still to come",
            Place(item=item),
            f"Write the day on which it was {done}.",
        )
    if on < plan.made:
        raise SessionError(
            f"{on.isoformat()} lies before the plan, which follows from the answers of "
            f"{plan.made.isoformat()}",
            Place(item=item),
            f"Write the day on which it was {done}.",
        )


def _note(note: str | None, item: str) -> str | None:
    return at_most(cleaned(note or ""), MAX_TEXT, item) or None


def _with_outcome(
    session: Session, plan: PlanToFollow, action: str, changes: Mapping[str, Any]
) -> Session:
    if plan.is_own:
        decided = session.plan.actions.get(action, PlannedAction())
        return session.with_planned(action, decided.model_copy(update=changes))
    last = session.last_plan
    outcome = last.actions.get(action, ActionOutcome()).model_copy(update=changes)
    actions = {id_: known for id_, known in last.actions.items() if id_ != action}
    if not outcome.is_empty:
        actions[action] = outcome
    return session.model_copy(update={"last_plan": last.model_copy(update={"actions": actions})})


def _held_of(session: Session, plan: PlanToFollow) -> Mapping[CheckpointKind, Held]:
    return session.plan.held if plan.is_own else session.last_plan.held


def _with_held(
    session: Session, plan: PlanToFollow, kind: CheckpointKind, made: Held | None
) -> Session:
    held = {known: one for known, one in _held_of(session, plan).items() if known != kind}
    if made is not None:
        held[kind] = made
    where = "plan" if plan.is_own else "last_plan"
    part = (session.plan if plan.is_own else session.last_plan).model_copy(update={"held": held})
    return session.model_copy(update={where: part})
