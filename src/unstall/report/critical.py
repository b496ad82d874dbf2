"""The critical path: which actions decide in turn when a plan gets there, and what held each up."""

from __future__ import annotations

from dataclasses import dataclass

from unstall.plan.chain import Link
from unstall.plan.models import Placed, Plan
from unstall.report.phrases import capitalised, clause, counted_in_words


@dataclass(frozen=True, slots=True)
class Turn:
    """One action of the chain."""

    id: str
    number: int
    """Its number in the written plan."""
    title: str
    held: str
    """When it is worked on and what it waited for, such as "week 3, waits for 4"."""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return f"{self.number} {clause(self.title)}: {self.held}"


@dataclass(frozen=True, slots=True)
class Deciding:
    """The chain of a plan in words."""

    lead: str
    """What it comes to, in two sentences."""
    turns: tuple[Turn, ...]
    """From the first action to the last."""


def deciding(plan: Plan) -> Deciding | None:
    """Say which actions decide in turn when a plan gets there; None where none do."""
    if plan.timing is None or not plan.timing.chain:
        return None
    number = {placed.id: position for position, placed in enumerate(plan.actions, start=1)}
    placed = {one.id: one for one in plan.actions}
    links = [link for link in plan.timing.chain if link.id in placed]
    befores = [None, *(number[link.id] for link in links[:-1])]
    turns = tuple(
        Turn(
            link.id,
            number[link.id],
            placed[link.id].chosen.title,
            _held_up(link, placed[link.id], before),
        )
        for link, before in zip(links, befores, strict=True)
    )
    what = "first live use is reached" if plan.strategy.kind == "go" else "it is over"
    many = capitalised(counted_in_words(len(turns), "action"))
    decide, them = ("in turn decide", "any of them") if len(turns) > 1 else ("decides", "it")
    return Deciding(
        f"{many} {decide} that {what} in week {plan.timing.likely}. A day lost in {them} is "
        "likely to be lost at the end; one lost elsewhere may not be.",
        turns,
    )


def _held_up(link: Link, placed: Placed, before: int | None) -> str:
    runs = _weeks(placed)
    if link.because == "week" or before is None:
        return runs if placed.first_week <= 1 else f"{runs}, the earliest that the plan allows"
    why = {
        "needs": f"waits for {before}",
        "holder": f"{placed.owner or f'the {placed.role}'} is busy with {before} first",
        "people": f"everybody is busy, with {before} last",
    }[link.because]
    return f"{runs}, {why}"


def _weeks(placed: Placed) -> str:
    if placed.last_week < 1:
        return "before week 1"
    if placed.first_week == placed.last_week:
        return f"week {placed.first_week}"
    return f"weeks {placed.first_week} to {placed.last_week}"
