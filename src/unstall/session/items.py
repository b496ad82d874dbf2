"""A session taken apart into the items that are merged, and put together again.

An item is one answer, one fact, one vote, one action of a plan or one key of the head, as a small
table. What
was decided about an action that people added is in one item with the action itself. The closing of
a session, its moment and its result, is one item too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from unstall.session.format import tables_of
from unstall.session.models import SCHEMA, Session

Keys = tuple[str, ...]
"""Where an item stands in a session's tables, such as `("answers", "business-owner")`."""
Item = dict[str, Any]
Items = dict[Keys, Item]

CLOSING: Keys = ("closing",)
QUESTIONNAIRE: Keys = ("questionnaire",)
SINGLE = ""
"""The key of an item that is one value."""

_LISTS = (
    ("facts",), ("how_soon",), ("answers",), ("plan", "actions"), ("plan", "own"), ("plan", "held"),
    ("last_plan", "actions"), ("last_plan", "held"), ("voters",), ("votes",),
)  # fmt: skip


def own_ids(*sessions: Session) -> frozenset[str]:
    """List the actions that people added in any of the sessions."""
    return frozenset(id_ for session in sessions for id_ in session.plan.own)


def items_of(session: Session, own: Collection[str]) -> Items:
    """Take a session apart; what was decided of an added action goes with it."""
    tables = tables_of(session)
    del tables["schema"]
    items: Items = {}
    closing: Item = {key: tables.pop(key) for key in ("closed", "result") if key in tables}
    if closing:
        items[CLOSING] = closing
    for keys, value in _leaves(tables):
        if keys[:2] == ("plan", "own"):
            items.setdefault(keys, {})["own"] = value
        elif keys[:2] == ("plan", "actions") and keys[2] in own:
            items.setdefault(("plan", "own", keys[2]), {}).update(value)
        elif kind_of(keys) in ("answers", "actions", "held", "questionnaire"):
            items[keys] = dict(value)
        else:
            items[keys] = {SINGLE: value}
    return {keys: dict(sorted(item.items())) for keys, item in sorted(items.items()) if item}


def _leaves(tables: Mapping[str, Any], above: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    for key, value in tables.items():
        keys = (*above, key)
        # Votes are merged one by one: votes.QUESTION.ROUND.VOTER.
        is_table_of_votes = keys[0] == "votes" and len(keys) < len(("votes", "", "", ""))
        if keys in _LISTS or keys in (("plan",), ("last_plan",)) or is_table_of_votes:
            yield from _leaves(value, keys)
        else:
            yield keys, value


def assembled(items: Items) -> Session | None:
    """Put a session together; None if it is none."""
    tables: dict[str, Any] = {"schema": SCHEMA}
    for keys, item in items.items():
        if keys == CLOSING:
            tables |= item
        elif keys[:2] == ("plan", "own"):
            decided = {key: value for key, value in item.items() if key != "own"}
            if "own" in item:
                _set(tables, keys, item["own"])
            if decided:
                _set(tables, ("plan", "actions", keys[2]), decided)
        else:
            _set(tables, keys, item.get(SINGLE, item))
    try:
        return Session.model_validate(tables)
    except ValidationError:
        return None


def _set(tables: dict[str, Any], keys: Keys, value: Any) -> None:
    for key in keys[:-1]:
        tables = tables.setdefault(key, {})
    tables[keys[-1]] = value


def put(items: Items, keys: Keys, item: Item | None) -> None:
    """Put an item in its place; an empty one is not there."""
    items.pop(keys, None)
    if item:
        items[keys] = item


def same(one: object, other: object) -> bool:
    """Tell whether two values, items or all items are written the same."""
    # Equality alone would take true for 1, and one place's noon for another's.
    return one == other and repr(one) == repr(other)


def kind_of(keys: Keys) -> str:
    """Give the table that items like this one stand in, such as `answers`."""
    return keys[-2] if len(keys) > 1 else keys[0]
