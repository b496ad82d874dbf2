"""Two people's edits of one session, for properties of merging.

Everything is drawn from a few values, so that two people often touch the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import reduce
from typing import Any

from hypothesis import strategies as st

from tests.session.support import NOW, result, session
from unstall.errors import SessionError
from unstall.session.format import encode, tables_of
from unstall.session.models import (
    Accepted,
    ActionOutcome,
    Answer,
    Held,
    LastPlan,
    OwnAction,
    PlannedAction,
    Session,
    Votes,
)

Edit = Callable[[Session], Session]

_ID = st.sampled_from(["alpha", "beta", "own-one", "own-two"])
_TEXT = st.sampled_from([None, "one", "two\nlines", "<<<<<<< no mark"])
_DAY = st.sampled_from([None, date(2026, 11, 20), date(2026, 12, 1), date(2199, 1, 1)])
_AT = st.sampled_from([NOW, NOW + timedelta(hours=1), NOW + timedelta(days=1)])
_STATE = st.sampled_from(
    [{}, {"level": "a"}, {"level": "b"}, {"unknown": True}, {"not_applicable": "no model"}]
)
_VOTED = st.sampled_from([None, "median", "decided"])
_VOTER = st.sampled_from(["00000001", "00000002"])
_ROLE = st.sampled_from(["engineering", "business"])
_CAST = st.sampled_from([None, "a", "b", "unknown"])
_BESIDE = st.fixed_dictionaries(
    {},
    optional={
        "known": st.sampled_from([None, "stated", "seen"]),
        "evidence": _TEXT,
        "note": _TEXT,
        "ask": _TEXT,
        "accepted": st.sampled_from([None, Accepted(by="CFO", why="small")]),
    },
)
_DECIDED = st.fixed_dictionaries(
    {},
    optional={
        "owner": st.sampled_from([None, "Ana", "Bo"]),
        "done": _DAY,
        "dropped": _TEXT,
        "week": st.sampled_from([None, 3, 4]),
        "note": _TEXT,
    },
)
_OWN = st.sampled_from(
    [
        None,
        *(
            OwnAction(
                title=title,
                role="r",
                done_when="x",
                effort=(1, 2),
                added_for="fix",
                after=after,
            )
            for title, after in [("A", ()), ("B", ()), ("C", ("own-one",)), ("D", ("own-two",))]
        ),
        OwnAction(title="P", role="r", part_of="whole", share=0.6),
        OwnAction(title="Q", role="r", part_of="own-one", share=0.25),
    ]
)
_HEADS: list[dict[str, Any]] = [
    {"client": "A"}, {"client": None}, {"depth": "full"}, {"currency": "EUR"},
    {"closed": NOW, "result": result()}, {"closed": None, "result": None},
    {"closed": NOW + timedelta(days=1), "result": result()},
]  # fmt: skip


def _without(table: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    rest = {name: one for name, one in table.items() if name != key}
    return rest if value is None else {**rest, key: value}


def _answer(
    question: str, state: dict[str, Any], at: Any, is_confirmed: bool, voted: str | None
) -> Edit:
    def edit(start: Session) -> Session:
        before = start.answers.get(question, Answer())
        blank = dict.fromkeys(("level", "unknown", "not_applicable", "at", "confirmed", "voted"))
        beside = {"at": at, "confirmed": is_confirmed or None, "voted": voted}
        given = {**state, **beside} if state else {}
        return start.with_answer(question, before.model_copy(update={**blank, **given}))

    return edit


def _beside(question: str, texts: dict[str, Any]) -> Edit:
    def edit(start: Session) -> Session:
        before = start.answers.get(question, Answer())
        return start.with_answer(question, before.model_copy(update=texts))

    return edit


def _vote(question: str, voter: str, role: str, in_round: str, vote: str | None) -> Edit:
    def edit(start: Session) -> Session:
        cast = start.votes.get(question)
        rounds = {"first": dict(cast.first), "second": dict(cast.second)} if cast else {}
        rounds[in_round] = _without(rounds.get(in_round, {}), voter, vote)
        after = Votes(**rounds) if any(rounds.values()) else None
        return start.model_copy(
            update={
                "voters": {**start.voters, voter: role},
                "votes": _without(start.votes, question, after),
            }
        )

    return edit


def _voter_gone(voter: str) -> Edit:
    def edit(start: Session) -> Session:
        if any(voter in votes.counting for votes in start.votes.values()):
            return start
        return start.model_copy(update={"voters": _without(start.voters, voter, None)})

    return edit


def _plan(**tables: tuple[str, Any]) -> Edit:
    def edit(start: Session) -> Session:
        changed = {
            name: _without(getattr(start.plan, name), *given) for name, given in tables.items()
        }
        return start.model_copy(update={"plan": start.plan.model_copy(update=changed)})

    return edit


def _start(key: str, day: date | None) -> Edit:
    def edit(start: Session) -> Session:
        return start.model_copy(update={"plan": start.plan.model_copy(update={key: day})})

    return edit


def _planned(action: str, decided: dict[str, Any]) -> Edit:
    def edit(start: Session) -> Session:
        before = start.plan.actions.get(action, PlannedAction())
        return start.with_planned(action, before.model_copy(update=decided))

    return edit


def _last(action: str, done: date | None, dropped: str | None, note: str | None) -> Edit:
    outcome = ActionOutcome(done=done, dropped=dropped, note=note)
    given = None if outcome.is_empty else outcome
    return lambda start: start.model_copy(
        update={"last_plan": LastPlan(actions=_without(start.last_plan.actions, action, given))}
    )


def _held(outcome: str | None, note: str | None) -> Edit:
    held = outcome and Held(on=NOW.date(), outcome=outcome, note=note)  # type: ignore[arg-type]
    return _plan(held=("commit", held or None))


def _head(changes: dict[str, Any]) -> Edit:
    return lambda start: start.model_copy(update=changes)


_EDIT: st.SearchStrategy[Edit] = st.one_of(
    st.builds(_answer, _ID, _STATE, _AT, st.booleans(), _VOTED),
    st.builds(_vote, _ID, _VOTER, _ROLE, st.sampled_from(["first", "second"]), _CAST),
    st.builds(_voter_gone, _VOTER),
    st.builds(_beside, _ID, _BESIDE),
    st.builds(lambda q: lambda start: start.with_answer(q, Answer()), _ID),
    st.builds(
        lambda key, value: lambda start: start.with_facts({key: value}),
        _ID,
        st.sampled_from([None, 1, True, 2.5, {"low": 1, "high": 2}, ["x = 1", "[y]"]]),
    ),
    st.builds(
        lambda key, value: lambda start: start.with_how_soon(key, value),
        _ID,
        st.sampled_from([None, "2w", "12w"]),
    ),
    st.builds(_planned, _ID, _DECIDED),
    st.builds(lambda key, value: _plan(own=(key, value)), _ID, _OWN),
    st.builds(_last, _ID, _DAY, _TEXT, _TEXT),
    st.builds(_held, st.sampled_from([None, "go-on", "stop"]), _TEXT),
    st.builds(_start, st.sampled_from(["start", "left_from"]), _DAY),
    st.builds(_head, st.sampled_from(_HEADS)),
)


def _edited(start: Session, edits: list[Edit]) -> Session:
    after = reduce(lambda now, edit: edit(now), edits, start)
    try:
        encode(after)
    except SessionError:
        # Such as a part of a part, which nobody could have made.
        return start
    return after


THREES: st.SearchStrategy[tuple[Session, Session, Session]] = st.tuples(
    st.lists(_EDIT, max_size=6), st.lists(_EDIT, max_size=4), st.lists(_EDIT, max_size=4)
).map(
    lambda edits: (
        base := _edited(session(), edits[0]), _edited(base, edits[1]), _edited(base, edits[2]),
    )
)  # fmt: skip
"""A session, and what two people made of it."""


def leaves(session: Session) -> dict[tuple[str, ...], str]:
    """List every key of a session, however deep, with its value as it is written."""
    found: dict[tuple[str, ...], str] = {}

    def go(value: Any, keys: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                go(inner, (*keys, key))
        else:
            found[keys] = repr(value)

    go(tables_of(session), ())
    return found
