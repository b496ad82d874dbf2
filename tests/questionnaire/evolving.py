"""Questionnaires that change from version to version as their authors' guide asks for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from tests.questionnaire.small import data
from unstall.questionnaire.history import Rule
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.versions import rescaled

RULES: tuple[Rule, ...] = ("clamp", "proportional", "ask-again")


@dataclass(frozen=True)
class Item:
    """A question, fact or action with its past."""

    kind: str
    id: str
    former: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    rescaled: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class State:
    """One version, before a questionnaire is made of it."""

    number: int
    items: tuple[Item, ...]
    retired: tuple[dict[str, Any], ...] = ()
    fresh: int = 0
    """How many ids were given out."""


@dataclass(frozen=True)
class Chain:
    """Versions of one questionnaire, each made from the one before."""

    states: tuple[State, ...] = field(repr=False)

    @property
    def versions(self) -> tuple[Questionnaire, ...]:
        """The questionnaires, the oldest first."""
        return tuple(map(built, self.states))


def in_order(before: tuple[str, ...], after: tuple[str, ...], rule: Rule) -> bool:
    """Tell whether no level overtakes another by a rescaling."""
    places = [after.index(now) for now in rescaled(before, after, rule).values() if now]
    return places == sorted(places)


def built(state: State, **changes: Any) -> Questionnaire:
    """Make a questionnaire of a version, with some of its tables changed."""
    return Questionnaire.model_validate(tables_of(state) | changes)


def tables_of(state: State) -> dict[str, Any]:
    """Write a version as its author would, in tables."""
    tables = data()
    question = {k: v for k, v in tables["questions"][0].items() if k != "points"}
    fact = next(f for f in tables["facts"] if f["kind"] == "number" and "computed" not in f)
    action = tables["actions"][0]
    tables |= {"version": f"{state.number}.0.0", "questions": [], "facts": [], "actions": []}
    for item in state.items:
        base = {"question": question, "fact": fact, "action": action}[item.kind]
        entry = {**base, "id": item.id, "renamed_from": list(item.former)}
        if item.kind == "question":
            entry |= {
                "short": item.id[:24],
                "levels": [{"id": level, "label": level} for level in item.levels],
                "rescaled": list(item.rescaled),
            }
        tables[f"{item.kind}s"].append(entry)
    tables["retired"] = list(state.retired)
    return tables


FIRST = State(
    1,
    (
        Item("question", "owner", levels=("nobody", "someone", "named")),
        Item("question", "watched", levels=("no", "yes")),
        Item("question", "budget", levels=("none", "part", "most", "whole")),
        Item("fact", "months_stalled"),
        Item("fact", "day_rate"),
        Item("action", "name-owner"),
        Item("action", "find-budget"),
    ),
)


@st.composite
def chains(draw: st.DrawFn, length: int = 3) -> Chain:
    """Draw versions: items stay, are renamed, rescaled, both, or retired, and new ones come."""
    states = [FIRST]
    for _ in range(length - 1):
        states.append(_next(draw, states[-1]))
    return Chain(tuple(states))


def _next(draw: st.DrawFn, before: State) -> State:
    state = replace(before, number=before.number + 1, items=())
    version = f"{state.number}.0.0"
    for item in before.items:
        what = draw(st.sampled_from(("stay", "rename", "rescale", "both", "retire")))
        now = item
        if what == "retire":
            gone: dict[str, Any] = {
                "id": item.id,
                "kind": item.kind,
                "in": version,
                "because": "Nobody used it.",
            }
            gone["renamed_from"] = list(item.former)
            state = replace(state, retired=(*state.retired, gone))
            continue
        if what in ("rename", "both"):
            state, name = _fresh(state, item.kind)
            now = replace(now, id=name, former=(*item.former, item.id))
        if what in ("rescale", "both") and item.kind == "question":
            state, now = _rescaled(draw, state, now, version)
        state = replace(state, items=(*state.items, now))
    if draw(st.booleans()) or not any(item.kind == "question" for item in state.items):
        state, name = _fresh(state, "question")
        state = replace(state, items=(*state.items, Item("question", name, levels=("low", "high"))))
    return state


def _fresh(state: State, kind: str) -> tuple[State, str]:
    name = f"{kind}{'_' if kind == 'fact' else '-'}{state.fresh}"
    return replace(state, fresh=state.fresh + 1), name


def _rescaled(draw: st.DrawFn, state: State, item: Item, version: str) -> tuple[State, Item]:
    most = 5
    kept = [level for level in item.levels if draw(st.booleans())]
    levels = list(kept)
    for _ in range(draw(st.integers(max(0, 2 - len(kept)), most - len(kept)))):
        state, name = _fresh(state, "level")
        levels.insert(draw(st.integers(0, len(levels))), name)
    after, rule = tuple(levels), draw(st.sampled_from(RULES))
    if after == item.levels or not in_order(item.levels, after, rule):
        rule = "ask-again"
    entry = {"in": version, "levels": list(item.levels), "rule": rule, "because": "Clearer."}
    return state, replace(item, levels=after, rescaled=(*item.rescaled, entry))
