"""Who is to do it: whether the people there are suffice, and which roles have no name yet."""

from __future__ import annotations

from collections.abc import Iterator

from unstall.plan.models import Plan, Timing
from unstall.plan.remedies import Remedy
from unstall.plan.schedule import NUMBERS
from unstall.report.blocks import Block, bullets, line, paragraph, strong, table
from unstall.report.critical import deciding
from unstall.report.dossier import Dossier, Fit
from unstall.report.phrases import (
    capitalised,
    clause,
    counted,
    counted_between,
    counted_in_words,
    halves,
    in_words,
    listed,
    total_effort,
)
from unstall.report.sections.fixed_date import held_against_it, misses_it

MOST_NAMED = 3
_WORK = {"go": "to first live use", "wait": "of the pause", "end": "of the ending"}
LESS_THAN_ONE = 0.75


def capacity(dossier: Dossier, *, remedies: bool = True, brief: bool = False) -> str:
    """Say whether the people there are can do the work, or what it would take.

    Args:
        dossier: What is written from.
        remedies: Say also what would make it fit, which takes up to half a second to work out.
        brief: Leave out how the weeks were found.
    """
    plan = dossier.plan
    if plan is None:
        return ""
    found, strategy = plan.capacity, plan.strategy
    to = _WORK[strategy.kind]
    both = ", the outside team's days included" if strategy.takes else ""
    if dossier.is_quick:
        return " ".join(filter(None, (_quick(plan, to, both), held_against_it(dossier))))
    work = f"The work {to} comes to {total_effort(found.least, found.most)}{both}."
    over = f"Over {counted(found.weeks, 'week')} that takes {_people_needed(plan)}."
    free = " ".join(_who_is_free(dossier, found.people))
    if not free:
        return f"How many people are free for it was not said. {work} {over}"
    if plan.timing is None:
        never = "" if found.people == 0 else " With them it would take more than five years."
        return f"{free} {work} {over}{never}"
    reached = _reached(dossier, plan.timing, brief=brief)
    fits = fits_or_not(dossier, plan, remedies=remedies)
    said = [work, free, reached, *fits, held_against_it(dossier)]
    return " ".join(part for part in said if part)


def whether_it_fits(dossier: Dossier) -> str:
    """Say first whether a plan fits, by how much it does not, and what would make it fit."""
    plan = dossier.plan
    if plan is None:
        return ""
    if plan.timing is None:
        found = plan.capacity
        days = total_effort(found.least, found.most)
        if found.people == 0:
            return f"It does not fit: nobody is free for {days} of work."
        return f"It does not fit: {days} of work would take these people more than five years."
    verdict = fits_or_not(dossier, plan, remedies=True)
    said = [next(verdict, ""), _reached(dossier, plan.timing), *verdict]
    if held := held_against_it(dossier):
        said.append(held)
    if dossier.is_quick:
        said.append(
            "Everything that the quick call did not ask counts as missing, so this is the most "
            "that it can take."
        )
    return " ".join(said)


def _reached(dossier: Dossier, timing: Timing, *, brief: bool = False) -> str:
    if timing.likely < 1:
        return "Everything that leads up to it is done."
    least, most = timing.span
    share = "" if least == most else f" ({least} to {most}, depending on how the efforts turn out)"
    live = dossier.plan is not None and dossier.plan.strategy.kind == "go"
    what = "first live use is reached" if live else "it is over"
    weeks = f"{what} in week {timing.likely}{share}; the plan allows for {timing.window}."
    if brief:
        return capitalised(weeks)
    around = dossier.session.plan.holidays
    holidays = f" and around the public holidays of {around}" if around else ""
    without = "" if around else " No public holidays are kept free, since no country was given."
    return f"Laid out day by day by what waits for what and who is busy{holidays}, {weeks}{without}"


def fits_or_not(dossier: Dossier, plan: Plan, *, remedies: bool) -> Iterator[str]:
    """Say whether a plan that was laid into days fits, and with `remedies` what would make it."""
    timing = plan.timing
    if timing is None:
        return
    if timing.over:
        yield f"It does not fit: {counted(timing.over, 'week')} too long."
        if remedies and dossier.fit is not None:
            yield from what_would_fit(dossier.fit)
    elif timing.span[1] > timing.window:
        yield "It fits, unless most efforts turn out high; look at it again at each checkpoint."
    elif misses_it(dossier):
        yield "It fits the people there are, but not the date."
    else:
        yield "It fits."


def what_decides_the_end(dossier: Dossier) -> tuple[Block, ...]:
    """List the actions that decide in turn when the plan gets there; none of a quick call's."""
    found = deciding(dossier.plan) if dossier.plan and not dossier.is_quick else None
    if found is None:
        return ()
    return (
        paragraph(strong("What decides the end."), f" {found.lead}"),
        *bullets(*(line(strong(f"{t.number} {t.title}"), f": {t.held}.") for t in found.turns)),
    )


def what_would_fit(fit: Fit) -> Iterator[str]:
    """Say because of whom a plan does not fit, and each change that would make it fit."""
    lacks = fit.shortfall
    helped = lacks.held_up_by
    if helped is None and not any(remedy.people for remedy in lacks.remedies):
        yield "More people would not shorten it: what takes the time is what waits for what."
    elif helped is None:
        yield "It is people who are short, in more than one role at once."
    elif helped.holder is None:
        yield "It is people in all who are short, not one role."
    else:
        yield f"What holds it up is the work of {fit.titles.get(helped.holder, helped.holder)}."
    ways = [_remedy(fit, remedy) for remedy in lacks.remedies]
    if fit.later_start is not None:
        ways.append(f"a start on {fit.later_start}, past the holidays")
    if ways:
        each = ", each by itself" if len(ways) > 1 else ""
        yield f"What would make it fit{each}: {'; or '.join(ways)}."
    elif lacks.nearest is not None:
        yield (
            f"Nothing that was tried makes it fit. Nearest comes {_remedy(fit, lacks.nearest)}; "
            "otherwise allow for the weeks, or make the first release smaller."
        )
    else:
        yield "Allow for the weeks, or make the first release smaller."


def _remedy(fit: Fit, remedy: Remedy) -> str:
    more = [
        f"{counted_in_words(number, 'more person', 'more people')} "
        + (f"for the work of {fit.titles.get(holder, holder)}" if holder else "in any of the roles")
        for holder, number in remedy.people
    ]
    left = [f"“{fit.actions.get(id_, id_)}”" for id_ in remedy.dropped]
    parts = [*more]
    if left:
        parts.append(f"putting off {listed(left)} until after it")
    return f"{listed(parts)} (week {remedy.week})"


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


def _people_needed(plan: Plan) -> str:
    least, most = plan.capacity.people_needed
    if most <= LESS_THAN_ONE:
        return "less than one person, full-time"
    return f"{counted_between(max(0.5, least), most, 'person', 'people')}, full-time"


def _who_is_free(dossier: Dossier, people: float | None) -> Iterator[str]:
    if people is not None:
        yield _free(people)
    by_role = dossier.fact(NUMBERS)
    if by_role:
        number = dossier.formats.number
        each = [
            f"{number(n)} for the work of the {dossier.role_title(r)}" for r, n in by_role.items()
        ]
        yield f"In full-time people there are {listed(each)}, and one for each other role."


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
