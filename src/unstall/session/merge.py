"""Two people's work on one session put together, question by question and key by key.

A session is taken apart into items: one per question answered, fact, planned action, checkpoint and
key of the head. Within an item, what was changed on one side alone is taken from that side. Keys
that mean something only together move together: an answer with its moment, *done* with *dropped*.
Evidence, how we know, and who accepted a risk speak of the level beside them, so they are never put
beside a level that somebody else has changed meanwhile.

What both sides changed otherwise is a conflict, and the two sides of the outcome differ there and
nowhere else. Two things concern the whole session: work that was done on one side after the other
had closed it, and sides that go by different versions of the questionnaire.

Only moments are settled without asking: of the same answer given twice the later one counts, of two
beginnings and of two closings with the same result the earlier one. Nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from unstall.errors import SessionError
from unstall.session.edit import check_left_from
from unstall.session.format import tables_of
from unstall.session.items import (
    CLOSING,
    QUESTIONNAIRE,
    SINGLE,
    Item,
    Items,
    Keys,
    assembled,
    items_of,
    kind_of,
    own_ids,
    put,
    same,
)
from unstall.session.models import Session
from unstall.session.own import refuse_circles

Side = Literal["ours", "theirs"]

WHOLE: Keys = ("session",)
"""A conflict that concerns the whole session."""

_STATE = ("level", "unknown", "not_applicable")
_ABOUT_THE_STATE = ("known", "evidence", "accepted")
_DECISIONS = (("owner",), ("done", "dropped"), ("week",), ("note",))
_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "answers": (
        (*_STATE, "at", "confirmed", "voted"),
        *((key,) for key in (*_ABOUT_THE_STATE, "note", "ask")),
    ),
    "actions": _DECISIONS,
    "own": (("own",), *_DECISIONS),
    "held": (("on", "outcome"), ("note",)),
}  # fmt: skip
"""By kind of item, which keys are merged as one; an item of another kind is one altogether."""
_NEEDED = {"own": "own", "held": "on"}
"""By kind of item, the key without which the others mean nothing."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both sides changed, each otherwise."""

    keys: Keys

    @property
    def name(self) -> str:
        """What it is called on the command line: a question by its id, all else with its table."""
        shown = self.keys[1:] if self.keys[0] == "answers" else self.keys
        return ".".join(shown)


@dataclass(frozen=True, slots=True)
class Merged:
    """Two people's work put together: two whole sessions that differ where the conflicts are."""

    ours: Session
    theirs: Session
    conflicts: tuple[Conflict, ...] = ()

    def agreed(self) -> Session | None:
        """Give what is the same on both sides; None if that makes no session."""
        own = own_ids(self.ours, self.theirs)
        apart = {conflict.keys for conflict in self.conflicts}
        items = items_of(self.ours, own)
        return assembled({keys: item for keys, item in items.items() if keys not in apart})

    def chosen(self, choices: Mapping[Conflict, Side]) -> Session:
        """Make one session of it by choosing a side for every conflict.

        Raises `SessionError` if the choices do not go together. A conflict without a choice is a
        `KeyError`.
        """
        sides = {"ours": self.ours, "theirs": self.theirs}
        if any(conflict.keys == WHOLE for conflict in self.conflicts):
            return sides[choices[Conflict(WHOLE)]]
        own = own_ids(*sides.values())
        items = {side: items_of(session, own) for side, session in sides.items()}
        together = items["ours"]
        for conflict in self.conflicts:
            put(together, conflict.keys, items[choices[conflict]].get(conflict.keys))
        session = assembled(together)
        misfit = _misfit(session, own) if session else "the parts of an action take all of it"
        if session is None or (misfit and not any(_misfit(one, own) for one in sides.values())):
            raise SessionError(
                f"these choices do not go together: {misfit}",
                hint="Choose the actions that were added to the plan all from one side.",
            )
        return session


def merge(base: Session | None, ours: Session, theirs: Session) -> Merged:
    """Put two people's work together.

    Args:
        base: What both began with; None if there was nothing, so that all they have was added.
        ours: One side.
        theirs: The other.
    """
    own = own_ids(ours, theirs, *([base] if base else []))
    before, one, other = (items_of(s, own) if s else {} for s in (base, ours, theirs))
    if same(one, other) or same(other, before):
        return Merged(ours, ours)
    if same(one, before):
        return Merged(theirs, theirs)
    is_by_one_version = one[QUESTIONNAIRE] == other[QUESTIONNAIRE]
    before.pop(CLOSING, None)
    our_closing, their_closing = (items.pop(CLOSING, {}) for items in (one, other))
    merged = _by_item(before, one, other, own) if is_by_one_version else None
    if merged is None:
        return _apart(ours, theirs)
    if same(our_closing, their_closing):
        return _closed(merged, our_closing)
    is_twice = "closed" in our_closing and "closed" in their_closing
    if is_twice and same(one, other) and same(*map(_result, (our_closing, their_closing))):
        return _closed(merged, min(our_closing, their_closing, key=lambda it: _rank(it["closed"])))
    return _closed_once(merged, ours, theirs)


def differences(ours: Session, theirs: Session) -> Merged:
    """Give the two sides of a merge of which nothing more is known: what differs is a conflict."""
    own = own_ids(ours, theirs)
    one, other = items_of(ours, own), items_of(theirs, own)
    if any(one.get(keys) != other.get(keys) for keys in (CLOSING, QUESTIONNAIRE)):
        return _apart(ours, theirs)
    return _by_item(None, one, other, own) or _apart(ours, theirs)


def _closed_once(merged: Merged, ours: Session, theirs: Session) -> Merged:
    """Keep what one side closed as it was closed, or leave it open with the work of both.

    A result is of its time: it stands for the answers that there were then and for no others. Where
    the work clashes, what is left open has that of the side that left it open.
    """
    if (ours.closed is None) == (theirs.closed is None):
        return _apart(ours, theirs)
    is_ours = ours.closed is not None
    closed, left_open = (ours, merged.theirs) if is_ours else (theirs, merged.ours)
    own = own_ids(ours, theirs)
    without_closing = items_of(closed, own)
    del without_closing[CLOSING]
    if not merged.conflicts and same(without_closing, items_of(left_open, own)):
        return Merged(closed, closed)
    return _apart(closed, left_open) if is_ours else _apart(left_open, closed)


def _apart(ours: Session, theirs: Session) -> Merged:
    return Merged(ours, theirs, (Conflict(WHOLE),))


def _closed(merged: Merged, closing: Item) -> Merged:
    ours, theirs = (
        Session.model_validate(tables_of(side) | closing) for side in (merged.ours, merged.theirs)
    )
    return Merged(ours, theirs, merged.conflicts)


def _result(closing: Item) -> object:
    return closing.get("result")


def _rank(moment: datetime) -> tuple[datetime, str]:
    """Order moments; the same one in two places has an order too."""
    return moment, str(moment)


# --- Item by item ------------------------------------------------------------------------------


def _by_item(before: Items | None, one: Items, other: Items, own: Collection[str]) -> Merged | None:
    """Merge all items but the closing; None if what comes out is no session.

    Without anything before, everything that differs is a conflict.
    """
    merged = _each(before, one, other, whole=())
    if merged is None or not _fits(merged, one, other, own):
        # What people added to the plan hangs together, so it is chosen from one side.
        plan = {keys for keys in {*one, *other} if keys[:2] == ("plan", "own")}
        merged = _each(before, one, other, whole={*plan, ("plan", "start"), ("plan", "left_from")})
    return merged if merged and _fits(merged, one, other, own) else None


def _each(
    before: Items | None, one: Items, other: Items, *, whole: Collection[Keys]
) -> Merged | None:
    """Merge each item; `whole` are those that are a conflict if they differ at all."""
    ours: Items = {}
    theirs: Items = {}
    conflicts = []
    for keys in sorted({*one, *other}):
        at = None if before is None else before.get(keys, {})
        mine, yours = one.get(keys, {}), other.get(keys, {})
        sides = (mine, yours) if keys in whole else _item(keys, at, mine, yours)
        put(ours, keys, sides[0])
        put(theirs, keys, sides[1])
        if not same(*sides):
            conflicts.append(Conflict(keys))
    sessions = assembled(ours), assembled(theirs)
    if sessions[0] is None or sessions[1] is None:
        return None
    return Merged(sessions[0], sessions[1], tuple(conflicts))


def _item(keys: Keys, before: Item | None, one: Item, other: Item) -> tuple[Item, Item]:
    """Merge one item; the two that come out are the same unless there is a conflict."""
    kind = kind_of(keys)
    mine: Item = {}
    yours: Item = {}
    clashing = _clashing(before, one, other) if kind == "answers" else set()
    for together in _together(kind, {**(before or {}), **one, **other}):
        here, there = _part(one, together), _part(other, together)
        at = None if before is None else _part(before, together)
        settled = None if clashing & {*together} else _settled(keys, at, here, there)
        mine |= here if settled is None else settled
        yours |= there if settled is None else settled
    needed = _NEEDED.get(kind)
    is_halved = any(side and needed not in side for side in (mine, yours)) if needed else False
    is_gone = not (same(mine, yours) or (one and other))
    # What one side took away and the other changed is chosen as it was on either.
    return (one, other) if is_halved or is_gone else (mine, yours)


def _together(kind: str, keys: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Give the keys of an item in the groups that are merged as one; each key is in one of them."""
    if kind not in _TOGETHER:
        yield tuple(keys)
        return
    yield from _TOGETHER[kind]
    grouped = {key for group in _TOGETHER[kind] for key in group}
    yield from ((key,) for key in keys if key not in grouped)


def _settled(keys: Keys, before: Item | None, one: Item, other: Item) -> Item | None:
    """Merge keys that belong together; None if both sides changed them, each otherwise."""
    if same(one, other):
        return one
    if before is not None and same(one, before):
        return other
    if before is not None and same(other, before):
        return one
    if keys == ("opened",):
        return min(one, other, key=lambda item: _rank(item[SINGLE]))
    if keys[0] == "answers" and _state(one) and same(_state(one), _state(other)):
        return _given_twice(one, other)
    return None


def _given_twice(one: Item, other: Item) -> Item:
    """Put two records of the same answer together."""
    moments: list[datetime] = [item["at"] for item in (one, other) if "at" in item]
    both = one | other
    if one.get("voted") != other.get("voted"):
        # Somebody decided it; that it is the median can be told from the votes.
        both["voted"] = min(item["voted"] for item in (one, other) if "voted" in item)
    return both | {"at": max(moments, key=_rank)} if moments else both


def _clashing(before: Item | None, one: Item, other: Item) -> set[str]:
    """List keys of an answer that are chosen together: a level, and what speaks of that level.

    They clash if one side changed the level and the other what was said about it, or if both
    changed the level, each otherwise.
    """
    if same(_state(one), _state(other)):
        return set()
    apart = {key for key in _ABOUT_THE_STATE if not same(one.get(key), other.get(key))}
    if before is None:
        return {"level", *apart}
    moved = [side for side in (one, other) if not same(_state(side), _state(before))]
    if len(moved) > 1:
        return {"level", *apart}
    stayed = other if moved[0] is one else one
    said = {key for key in apart if not same(stayed.get(key), before.get(key))}
    return {"level", *said} if said and _state(before) else set()


def _state(item: Item) -> Item:
    return _part(item, _STATE)


def _part(item: Item, keys: tuple[str, ...]) -> Item:
    return {key: item[key] for key in keys if key in item}


def _fits(merged: Merged, one: Items, other: Items, own: Collection[str]) -> bool:
    """Tell whether nothing came out that was on neither side: see `_misfit`."""
    apart = [assembled(items) for items in (one, other)]
    if any(session is None or _misfit(session, own) for session in apart):
        return True
    return not (_misfit(merged.ours, own) or _misfit(merged.theirs, own))


def _misfit(session: Session, own: Collection[str]) -> str | None:
    """Say what in the plan does not go together, beyond what the format itself refuses."""
    kept = session.plan.own
    for id_, action in kept.items():
        for needed in (*action.after, *([action.part_of] if action.part_of else [])):
            if needed in own and needed not in kept:
                return f"{id_} needs {needed}, which was taken away"
    try:
        refuse_circles(session)
        check_left_from(session)
    except SessionError as refused:
        return refused.message
    return None
