"""What people decided about a plan, as it reads under another version of its questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from math import fsum
from typing import Literal

from unstall.questionnaire.versions import VersionMap
from unstall.session.models import MOST_TAKEN, OwnAction, PlannedAction, PlanState
from unstall.session.settling import settled_id, settling_id

GONE = "it is not in the questionnaire any more"

_LONGEST_START = 56
"""Of the id of an added action that has to be another one, since ids have an end."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """What became of something that a session holds by an id."""

    kind: Literal["fact", "how-soon", "action", "own", "wait", "vote"]
    old: str
    """The id that it had; of a wait, the action that waits, an arrow, and what it waits for."""
    new: str | None
    """The id that it has; None if it has no place any more."""
    because: str | None = None
    """Why it has none."""


@dataclass(frozen=True, slots=True)
class MappedPlan:
    """The decisions under the other version, and what became of each."""

    plan: PlanState
    actions: tuple[PlaceFound, ...]
    own: tuple[PlaceFound, ...]
    waits: tuple[PlaceFound, ...]


def mapped_plan(plan: PlanState, versions: VersionMap) -> MappedPlan:
    """Read decisions about a plan under another version.

    Checkpoints, start, holidays and the day of a new lay-out are none of the questionnaire's.
    """
    names, own_found = _own_names(plan, versions)
    waits: list[PlaceFound] = []
    own = {
        names[old]: _renamed(old, added, names, versions, waits)
        for old, added in plan.own.items()
        if old in names
    }
    actions: dict[str, PlannedAction] = {}
    found = []
    for old, decided in plan.actions.items():
        new, because = _place(old, plan, names, versions)
        if new in actions:
            new, because = None, f"{new} is decided about already"
        if new is not None:
            actions[new] = decided
        found.append(PlaceFound("action", old, new, because))
    changed = plan.model_copy(update={"actions": actions, "own": own})
    return MappedPlan(changed, tuple(found), own_found, tuple(waits))


def _place(
    old: str, plan: PlanState, names: Mapping[str, str], versions: VersionMap
) -> tuple[str | None, str | None]:
    """Give the present id of an action, or None and why there is none."""
    if old in plan.own:
        return (names[old], None) if old in names else (None, "the added action has no place")
    question = versions.questions.get(settled_id(old) or "")
    if question is not None and old not in versions.actions:
        return (settling_id(question.new), None) if question.new else (None, GONE)
    new = versions.actions.get(old)
    return (new, None) if new else (None, versions.why_gone("action", old) or GONE)


def _own_names(
    plan: PlanState, versions: VersionMap
) -> tuple[dict[str, str], tuple[PlaceFound, ...]]:
    """Give the ids of added actions that have a place, and what became of all."""
    taken = set(versions.into.action_by_id)
    names: dict[str, str] = {}
    reasons: dict[str, str | None] = {}
    parts: dict[str, list[float]] = {}
    # Parts come after what they are parts of; a part of a part does not exist.
    for old, added in sorted(plan.own.items(), key=lambda one: one[1].part_of is not None):
        reasons[old] = _no_place(added, plan, names, versions)
        whole = _place(added.part_of, plan, names, versions)[0] if added.part_of else None
        if reasons[old] is None and whole is not None:
            share = added.share or 0
            if fsum((*parts.get(whole, ()), share)) > MOST_TAKEN:
                reasons[old] = "its parts would take all of the action"
            else:
                parts.setdefault(whole, []).append(share)
        if reasons[old] is None:
            names[old] = _free(old, taken | plan.own.keys() if old in taken else taken)
            taken.add(names[old])
    found = tuple(PlaceFound("own", old, names.get(old), reasons[old]) for old in plan.own)
    return names, found


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    start = wanted[:_LONGEST_START].rstrip("-_")
    return next(name for number in count(2) if (name := f"{start}-{number}") not in taken)


def _no_place(
    added: OwnAction, plan: PlanState, names: Mapping[str, str], versions: VersionMap
) -> str | None:
    new = versions.into
    if added.role not in new.role_by_id:
        return f"there is no role {added.role} any more"
    if added.added_for and added.added_for not in new.strategy_by_id:
        return f"there is no strategy {added.added_for} any more"
    if added.part_of and _place(added.part_of, plan, names, versions)[0] is None:
        return f"{added.part_of}, which it is a part of, has no place any more"
    return None


def _renamed(
    old: str,
    added: OwnAction,
    names: Mapping[str, str],
    versions: VersionMap,
    waits: list[PlaceFound],
) -> OwnAction:
    after = []
    for needed in added.after:
        new = names.get(needed) or versions.actions.get(needed)
        waits.append(PlaceFound("wait", f"{old} → {needed}", new, None if new else GONE))
        if new and new not in after:
            after.append(new)
    whole = added.part_of
    whole = (names.get(whole) or versions.actions.get(whole)) if whole else None
    return added.model_copy(update={"after": tuple(after), "part_of": whole})
