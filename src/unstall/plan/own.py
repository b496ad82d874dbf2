"""What people add to a plan: actions of their own, and parts split off from one of its actions.

An added action is in every plan of the kind of strategy that it was added for (going on, waiting,
ending), so that it survives a change from one way of going on to another and never turns up in a
plan that ends the project. It belongs to the time before the go-live unless its week, or what it
waits for, lies behind.

A part takes a share of the whole action's effort, waits for what the whole waits for, and is
waited for by what waits for the whole. So it grows and shrinks with the answers like the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from graphlib import TopologicalSorter
from typing import Literal

from unstall.plan.models import Chosen
from unstall.questionnaire.actions import Action
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.rules import Strategy
from unstall.session.models import OwnAction, PlanState

_Part = Literal["development", "stop", "pause"]
_PHASES: Mapping[str, _Part] = {"go": "development", "end": "stop", "wait": "pause"}
"""Where an added action stands that waits for nothing."""
WEEK_ONE = 1


def with_own(
    chosen: Sequence[Chosen], state: PlanState, questionnaire: Questionnaire, strategy: Strategy
) -> tuple[Chosen, ...]:
    """Put what people added behind the actions that a strategy's plan has by itself."""
    if not state.own:
        return tuple(chosen)
    kinds = {other.id: other.kind for other in questionnaire.strategies}
    found = {choice.action.id: choice for choice in chosen}
    parts: dict[str, Chosen] = {}
    for id_ in _in_order(state.own):
        own = state.own[id_]
        if own.part_of in found:
            parts[id_] = _part(id_, own, found[own.part_of])
        elif own.part_of is None and kinds.get(own.added_for or "") == strategy.kind:
            found[id_] = _added(id_, own, strategy, found | parts)
    parts = dict(sorted(parts.items()))
    whole = (_less(choice, state) for choice in found.values())
    return tuple(_waiting_for_parts(choice, parts) for choice in (*whole, *parts.values()))


def _in_order(own: Mapping[str, OwnAction]) -> Iterable[str]:
    """Order added actions so that each stands after what it waits for, whatever the file says."""
    waits = {
        id_: sorted({*own[id_].after, own[id_].part_of or ""} & own.keys()) for id_ in sorted(own)
    }
    return TopologicalSorter(waits).static_order()


def _added(id_: str, own: OwnAction, strategy: Strategy, found: Mapping[str, Chosen]) -> Chosen:
    before = [found[needed].action for needed in own.after if needed in found]
    latest = max(before, key=lambda action: action.week, default=None)
    least, most = own.effort or (0.0, 0.0)
    action = Action.model_construct(
        id=id_,
        title=own.title,
        done_when=own.done_when or own.title,
        phase=latest.phase if latest else _PHASES[strategy.kind],
        owner=own.role,
        effort=(least, most),
        week=latest.week if latest else WEEK_ONE,
        needs=own.after,
        strategies=(strategy.id,),
    )
    return Chosen(
        action, "full", own.title, least, most, why=(), weight=0, always=False, by_hand=True
    )


def _part(id_: str, own: OwnAction, whole: Chosen) -> Chosen:
    share = own.share or 0.0
    action = whole.action.model_copy(
        update={
            "id": id_,
            "title": own.title,
            "done_when": own.done_when or whole.action.done_when,
            "owner": own.role,
        }
    )
    return replace(
        whole,
        action=action,
        title=own.title,
        least=whole.least * share,
        most=whole.most * share,
        part_of=whole.action.id,
    )


def _less(choice: Chosen, state: PlanState) -> Chosen:
    left = 1 - state.taken_from(choice.action.id)
    return replace(choice, least=choice.least * left, most=choice.most * left)


def _waiting_for_parts(choice: Chosen, parts: Mapping[str, Chosen]) -> Chosen:
    needs = choice.action.needs
    added = tuple(id_ for id_, part in parts.items() if part.part_of in needs and id_ not in needs)
    if not added:
        return choice
    action = choice.action.model_copy(update={"needs": (*needs, *added)})
    return replace(choice, action=action)
