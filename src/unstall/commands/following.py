"""Recording on the command line what became of a plan, and telling what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from unstall.commands.days import day_given
from unstall.commands.find import find_session
from unstall.commands.output import quoted
from unstall.commands.pairs import pairs
from unstall.compare.comparison import compare
from unstall.compare.follow_through import follow_own, follow_through
from unstall.compare.followed import FollowThrough
from unstall.compare.models import Comparison
from unstall.compare.promised import plan_to_follow
from unstall.compare.side import Side
from unstall.comparing import unweighed
from unstall.earlier import way_back
from unstall.errors import SessionError, UnstallError, UsageError
from unstall.session import follow
from unstall.session.agree import agreed
from unstall.session.follow import PlanToFollow
from unstall.session.kept import keep_again, questionnaire_for
from unstall.session.models import Session
from unstall.session.store import SessionStore
from unstall.triage.engine import Engine

DONE, DROPPED = "done", "dropped"
Change = Callable[[Session], Session]


@dataclass(frozen=True)
class Happened:
    """What was given on the command line, as it was typed."""

    outcomes: Sequence[str] = ()
    held: Sequence[str] = ()
    notes: Sequence[str] = ()
    held_notes: Sequence[str] = ()

    @property
    def is_nothing(self) -> bool:
        """Nothing was given at all."""
        return self == Happened()


@dataclass(frozen=True)
class Known:
    """A session, with what is known of the plan that is followed through."""

    path: Path
    side: Side
    before: Side | None
    """The session before; None where the session's own plan is followed."""
    today: date
    changed: bool = False
    notices: tuple[str, ...] = ()

    @cached_property
    def comparison(self) -> Comparison | None:
        """The session held against the one before."""
        return compare(self.before, self.side) if self.before else None

    @cached_property
    def followed(self) -> FollowThrough:
        """What became of the plan."""
        if self.comparison:
            return follow_through(self.comparison, self.today)
        return follow_own(self.side, self.today)

    def as_data(self) -> dict[str, Any]:
        """Give it as data."""
        from unstall.report.follow_data import follow_data

        return {
            "path": str(self.path),
            "changed": self.changed,
            "plan": "last" if self.before else "own",
            **follow_data(self.followed),
        }

    def in_words(self) -> str:
        """Say in a line what is known now."""
        from unstall.commands.follow_words import counts

        done = "Saved" if self.changed else "Nothing changed"
        return f"{done} in {self.side.session.project}. {counts(self.followed)}"

    def in_full(self) -> str:
        """List every action and checkpoint."""
        from unstall.commands.follow_words import follow_words
        from unstall.commands.user import user_settings

        return follow_words(self.followed, self.comparison, user_settings().locale)


def look(store: SessionStore, wanted: str, *, own: bool, today: date) -> Known:
    """Gather what is known of a plan; raises `UnstallError`."""
    path = find_session(store, wanted)
    opened = store.open(path, write=False)
    engine = Engine(questionnaire_for(opened.session, path, store.folder).questionnaire)
    side = unweighed(engine, agreed(opened.session, engine.questionnaire, path))
    return Known(path, side, _before(side, path, store, own=own), today)


def record(
    store: SessionStore, wanted: str, happened: Happened, *, own: bool, today: date
) -> Known:
    """Record all that is given and wait until it is on the disk.

    Raises `UnstallError`, after which nothing has changed.
    """
    path = find_session(store, wanted)
    with store.open(path) as opened:
        engine = Engine(questionnaire_for(opened.session, path, store.folder).questionnaire)
        session = agreed(opened.session, engine.questionnaire, path)
        keep_again(session, opened.path, store.folder)
        side = unweighed(engine, session)
        before = _before(side, path, store, own=own)
        plan = plan_to_follow(before or side, is_own=before is None)
        after = session
        for change in _changes(happened, plan, today):
            after = change(after)
        opened.save(after)
        opened.flush()
        notices = opened.notices
    changed = after != session
    return Known(path, unweighed(engine, after), before, today, changed, notices)


def _before(side: Side, path: Path, store: SessionStore, *, own: bool) -> Side | None:
    if own or side.session.previous is None:
        return None
    back = way_back(side.session, path, store.folder, most=1)
    if back.last is None:
        raise _without_before(back.broken)
    return unweighed(back.last.engine, back.last.session)


def _without_before(broken: UnstallError | None) -> SessionError:
    why = broken.message if broken else "it is not there"
    return SessionError(
        f"the session before cannot be had: {why}",
        broken.place if broken else SessionError("").place,
        "Bring it back, or add --own to follow the plan of this session itself.",
    )


def _changes(happened: Happened, plan: PlanToFollow, today: date) -> Iterator[Change]:
    for action, outcome in pairs(happened.outcomes, "ACTION=OUTCOME"):
        yield _outcome(plan, action, outcome, today)
    for kind, decided in pairs(happened.held, "--held CHECKPOINT=DECISION"):
        yield _held(plan, kind, decided, today)
    for action, note in pairs(happened.notes, "--note ACTION=TEXT"):
        yield _note(plan, action, note)
    for kind, note in pairs(happened.held_notes, "--held-note CHECKPOINT=TEXT"):
        yield _held_note(plan, kind, note)


def _outcome(plan: PlanToFollow, action: str, typed: str, today: date) -> Change:
    word, colon, rest = typed.partition(":")
    match word.strip().casefold():
        case "" if not colon:
            return lambda session: follow.take_back(session, plan, action)
        case "done":
            on = day_given(rest.strip(), action) if colon else today
            return lambda session: follow.record_done(session, plan, action, on, today=today)
        case "dropped":
            return lambda session: follow.record_dropped(session, plan, action, rest)
    raise UsageError(
        f"{quoted(action)}: {quoted(typed)} is nothing that became of an action",
        hint=f"Write {DONE}, {DONE}:2026-11-30 or {DROPPED}:REASON.",
    )


def _held(plan: PlanToFollow, kind: str, typed: str, today: date) -> Change:
    outcome, colon, rest = typed.partition(":")
    if not typed.strip():
        return lambda session: follow.take_back_held(session, plan, kind)
    on = day_given(rest.strip(), kind) if colon else today
    return lambda session: follow.record_held(session, plan, kind, outcome, on, today=today)


def _note(plan: PlanToFollow, action: str, note: str) -> Change:
    return lambda session: follow.annotate_outcome(session, plan, action, note)


def _held_note(plan: PlanToFollow, kind: str, note: str) -> Change:
    return lambda session: follow.annotate_held(session, plan, kind, note)
