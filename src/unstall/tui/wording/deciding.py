"""The actions that decide in turn when a plan gets there, and what each of them had to wait for."""

from __future__ import annotations

from dataclasses import dataclass

from unstall.plan.chain import Link
from unstall.plan.models import Placed, Plan
from unstall.report.phrases import capitalised, clause, counted_in_words
from unstall.tui.wording.board import numbers


@dataclass(frozen=True, slots=True)
class Deciding:
    """The chain of a plan in words."""

    lead: str
    """What it comes to, in a sentence."""
    turns: tuple[str, ...]
    """Each action with what held it up, from the first to the last."""


def deciding(plan: Plan) -> Deciding | None:
    """Say which actions decide in turn when a plan gets there; None where none do."""
    if plan.timing is None or not plan.timing.chain:
        return None
    chain = plan.timing.chain
    what = "first live use is reached" if plan.strategy.kind == "go" else "it is over"
    many = capitalised(counted_in_words(len(chain), "action"))
    decide = "in turn decide" if len(chain) > 1 else "decides"
    placed = {one.id: one for one in plan.actions}
    number = numbers(plan)
    turns = []
    for position, link in enumerate(chain):
        one = placed.get(link.id)
        if one is None:
            continue
        before = number.get(chain[position - 1].id) if position else None
        held = _held_up(link, one, before)
        turns.append(f"{number[one.id]} {clause(one.chosen.title)}{held}")
    return Deciding(f"{many} {decide} that {what} in week {plan.timing.likely}.", tuple(turns))


def _held_up(link: Link, placed: Placed, before: int | None) -> str:
    runs = _weeks(placed)
    if link.because == "week" or before is None:
        return f": {runs}" if placed.first_week <= 1 else f": {runs}, not before by the plan"
    why = {
        "needs": f"waits for {before}",
        "holder": f"{placed.owner or f'the {placed.role}'} is busy with {before} first",
        "people": f"everybody is busy, with {before} last",
    }[link.because]
    return f": {runs}, {why}"


def _weeks(placed: Placed) -> str:
    if placed.last_week < 1:
        return "before week 1"
    if placed.first_week == placed.last_week:
        return f"week {placed.first_week}"
    return f"weeks {placed.first_week} to {placed.last_week}"
