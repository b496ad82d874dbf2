"""Who is to do it: whether the people there are suffice, and which roles have no name yet."""

from __future__ import annotations

from unstall.plan.models import Plan
from unstall.report.blocks import Block, paragraph, strong, table
from unstall.report.dossier import Dossier
from unstall.report.phrases import (
    capitalised,
    clause,
    counted,
    counted_between,
    counted_in_words,
    halves,
    in_words,
    listed,
    sentence,
    total_effort,
)

MOST_NAMED = 3
LESS_THAN_ONE = 0.75


def capacity(dossier: Dossier) -> str:
    """Say whether the people there are can do the work, or what it would take."""
    plan = dossier.plan
    if plan is None:
        return ""
    found, strategy = plan.capacity, plan.strategy
    to = "to first live use" if strategy.kind == "go" else "to the end of it"
    both = ", the outside team's days included" if strategy.takes else ""
    if dossier.is_quick:
        return _quick(plan, to, both)
    work = f"The work {to} comes to {total_effort(found.least, found.most)}{both}."
    over = f"Over {counted(found.weeks, 'week')} that takes {_people_needed(plan)}."
    if found.people is None:
        return f"How many people are free for it was not said. {work} {over}"
    if found.weeks_needed is None:
        return f"{_free(found.people)} {work} {over}"
    needed = counted_between(*found.weeks_needed, "week")
    window = counted(found.weeks, "week")
    time = f"That is {needed} of their time; the plan has {window}."
    return f"{work} {_free(found.people)} {time} {_fits(plan, found.weeks_needed)}"


def _fits(plan: Plan, needed: tuple[int, int]) -> str:
    if plan.capacity.fits is False:
        return _short_of_people(plan)
    if needed[1] > plan.capacity.weeks:
        return "It fits at the lower end only; look at it again at the first checkpoint."
    return "It fits."


def _quick(plan: Plan, to: str, both: str) -> str:
    found = plan.capacity
    text = (
        "A quick call does not support an effort figure. With everything that was not asked "
        f"counted as missing, the work {to} comes to at most "
        f"{total_effort(found.most, found.most)}{both}."
    )
    if found.people is None:
        return f"{text} How many people are free for it was not said."
    return f"{text} {_free(found.people)}"


def _short_of_people(plan: Plan) -> str:
    found = plan.capacity
    missing = counted((found.weeks_needed or (0, 0))[0] - found.weeks, "week")
    because = f" {sentence(plan.stretched_because)}" if plan.stretched_because else ""
    return (
        f"It does not fit: at least {missing} are missing. What would make it fit: "
        f"{_people_needed(plan)}, or a smaller first release.{because}"
    )


def _people_needed(plan: Plan) -> str:
    least, most = plan.capacity.people_needed
    if most <= LESS_THAN_ONE:
        return "less than one person, full-time"
    return f"{counted_between(max(0.5, least), most, 'person', 'people')}, full-time"


def _free(people: float) -> str:
    if people == 0:
        return "Nobody is free for it."
    whole = people == int(people)
    number = in_words(int(people)) if whole else halves(people)
    person, are = ("person", "is") if people <= 1 else ("people", "are")
    return f"{capitalised(number)} {person}, counted as full-time, {are} free for it."


def stand_in(dossier: Dossier) -> tuple[Block, ...]:
    """Say who does what is marked for a sponsor while there is none."""
    if not dossier.lacks_sponsor:
        return ()
    return (
        paragraph(
            strong("Until there is a sponsor"),
            " the lines marked sponsor fall to whoever fills the post. Agree on the first day who "
            "stands in.",
        ),
    )


def names_first(dossier: Dossier) -> tuple[Block, ...]:
    """Put the missing names before all else where more than a third of the actions lack one."""
    plan = dossier.plan
    if plan is None or not plan.names_first:
        return ()
    of = len(plan.actions)
    named = sum(placed.owner is not None for placed in plan.actions)
    who = "None" if not named else f"Only {named}"
    has, them = ("has", "it") if named <= 1 else ("have", "them")
    roles = plan.unfilled_roles
    count = capitalised(counted_in_words(len(roles), "role needs", "roles need"))
    actions = f"{who} of the {of} actions {has}" if of > 1 else "The only action has not"
    text = f"{actions} a person's name against {them}. {count} one"
    if len(roles) > MOST_NAMED:
        text += f"; begin with {listed([f'the {role}' for role in roles[:MOST_NAMED]])}"
    return (paragraph(strong("Names come first."), f" {text}."),)


def unfilled(dossier: Dossier) -> tuple[Block, ...]:
    """List the roles that still need a name, with the first work that waits for each."""
    plan = dossier.plan
    if plan is None:
        return ()
    rows = []
    for role in plan.unfilled_roles:
        waiting = [p for p in plan.actions if p.owner is None and p.role == role]
        first = min(waiting, key=lambda placed: placed.first_week)
        week = f"week {first.first_week}" if first.first_week else "before week 1"
        rows.append(
            (
                capitalised(role),
                f"{len(waiting)}",
                f"{capitalised(clause(first.chosen.title))}, {week}",
            )
        )
    return table("Role without a name 3 | Actions 1 | The first of them 6", *rows)
