"""The plan in tables: week by week with its checkpoints, capacity and unfilled roles."""

from __future__ import annotations

from unstall.plan.models import Checkpoint, Placed, Plan
from unstall.report.blocks import (
    Block,
    Line,
    Section,
    Table,
    bullets,
    line,
    paragraph,
    strong,
    table,
)
from unstall.report.dossier import FIRM_WEEKS, Dossier
from unstall.report.phrases import (
    between,
    clause,
    counted,
    counted_between,
    counted_in_words,
    effort,
    in_words,
    listed,
    sentence,
    total_effort,
)
from unstall.report.stop_criteria import stop_criterion

KINDS = {
    "commit": "Commit",
    "value": "Value",
    "go-live": "Go-live",
    "benefit": "Benefit",
    "review": "Resume or stop",
    "close": "Close",
}
DAYS_PER_WEEK = 5


def numbers(plan: Plan) -> dict[str, int]:
    """Number the actions in the order of the work, so that one can point at another."""
    return {placed.id: position for position, placed in enumerate(plan.actions, start=1)}


def plan_in_short(dossier: Dossier) -> tuple[Block, ...]:
    """Lay the whole plan into one table, for the report."""
    plan = dossier.plan
    if plan is None:
        return ()
    rows = [
        (
            f"{placed.first_week}" if placed.first_week else "before",
            _action(dossier, placed),
            sentence(placed.chosen.action.done_when),
            dossier.doer(placed),
            _days(placed),
        )
        for placed in plan.actions
        if not dossier.is_quick or placed.first_week <= FIRM_WEEKS
    ]
    return table("Week 1 | Action 4 | Finished when 7 | Who 3 | Person-days 2", *rows)


def outline(dossier: Dossier) -> tuple[Block, ...]:
    """Say in a line per phase what follows the weeks that a quick call can date."""
    plan = dossier.plan
    if plan is None or not dossier.is_quick:
        return ()
    later = [phase for phase in plan.strategy.phases if phase.last > FIRM_WEEKS]
    if not later:
        return ()
    return (
        paragraph(
            strong("From week 3 on: an outline."),
            " What follows hangs on answers that a quick call does not ask for.",
        ),
        *bullets(*(f"{_weeks(p.first, p.last)}: {clause(p.aim)}" for p in later)),
    )


def weeks(dossier: Dossier) -> tuple[Section, ...]:
    """Give each week its heading, its table and the checkpoint at its end."""
    plan = dossier.plan
    if plan is None:
        return ()
    number = numbers(plan)
    starts = {placed.first_week for placed in plan.actions}
    ends = {checkpoint.week for checkpoint in plan.checkpoints}
    return tuple(_week(dossier, plan, week, number) for week in sorted(starts | ends))


def _week(dossier: Dossier, plan: Plan, week: int, number: dict[str, int]) -> Section:
    checkpoints = [c for c in plan.checkpoints if c.week == week]
    return Section(
        f"week-{week}",
        _week_title(dossier, plan, week),
        (
            *_aim(plan, week),
            *_actions(dossier, plan.in_week(week), number),
            *(_checkpoint(dossier, checkpoint) for checkpoint in checkpoints),
        ),
    )


def _week_title(dossier: Dossier, plan: Plan, week: int) -> str:
    if week < 1:
        return f"Before week 1 · from {dossier.formats.day(plan.begins)}"
    monday = plan.week_of(week)
    if monday is None or (dossier.is_quick and week > FIRM_WEEKS):
        return f"Week {week}"
    return f"Week {week} · {dossier.formats.week(monday)}"


def _aim(plan: Plan, week: int) -> tuple[Block, ...]:
    phases = plan.strategy.phases
    phase = next((p for p in phases if p.first == week), None)
    return (
        (paragraph(strong("Aim:"), f" {clause(phase.aim)}."),)
        if phase and plan.stretch == 1
        else ()
    )


def _actions(
    dossier: Dossier, placed: tuple[Placed, ...], number: dict[str, int]
) -> tuple[Table, ...]:
    rows = [
        (
            f"{number[p.id]}",
            _action(dossier, p),
            sentence(p.chosen.action.done_when),
            dossier.doer(p),
            _days(p),
            _waits(p, number),
            why(dossier, p),
        )
        for p in placed
    ]
    return table(
        "No. 1 | Action 4 | Finished when 6 | Who 3 | Person-days 2 | Waits for 2 | Why it is here 5",
        *rows,
    )


def _action(dossier: Dossier, placed: Placed) -> Line:
    done = f" Done on {dossier.formats.plain_day(placed.done)}." if placed.done else ""
    note = f" {sentence(placed.note)}" if placed.note else ""
    return line(strong(placed.chosen.title), f".{done}{note}" if done or note else "")


def _days(placed: Placed) -> str:
    days = between(effort(placed.chosen.least), effort(placed.chosen.most))
    length = placed.chosen.action.duration
    return f"{days}, over {counted_between(*length, 'working day')}" if length else days


def _waits(placed: Placed, number: dict[str, int]) -> str:
    waiting = sorted(number[needed] for needed in placed.waits_for)
    return listed([f"{n}" for n in waiting]) if waiting else "–"


def why(dossier: Dossier, placed: Placed) -> Line:
    """Say which answer asked for an action, in its own words."""
    asked = placed.chosen.why
    if not asked:
        return line("Part of every plan of this kind.")
    first = asked[0]
    said = (
        dossier.said(first.question)
        if first.level is None
        else dossier.label(first.question, first.level)
    )
    more = len(asked) - 1
    also = f" ({in_words(more)} more)" if more else ""
    return line(f"{dossier.short(first.question)}: {said}{also}")


def _checkpoint(dossier: Dossier, checkpoint: Checkpoint) -> Block:
    phase = checkpoint.phase
    holds = f" {sentence(phase.checkpoint)}" if phase.checkpoint else ""
    criterion = stop_criterion(phase.kind)
    read = f" Read aloud: {criterion}." if criterion else ""
    when = dossier.end_of(checkpoint.week)
    return paragraph(
        strong(f"Checkpoint {KINDS.get(phase.kind or '', '').lower()}, {when}."), f"{holds}{read}"
    )


def checkpoints(dossier: Dossier) -> tuple[Block, ...]:
    """Lay the checkpoints into a table."""
    plan = dossier.plan
    if plan is None:
        return ()
    return table(
        "Checkpoint 2 | When 3 | What must hold 6 | Stop criterion 6",
        *(
            (
                strong(KINDS.get(c.phase.kind or "", "Checkpoint")),
                dossier.end_of(c.week),
                sentence(c.phase.checkpoint or c.phase.aim),
                sentence(stop_criterion(c.phase.kind)) or "–",
            )
            for c in plan.checkpoints
        ),
    )


def capacity(dossier: Dossier) -> tuple[Block, ...]:
    """Say whether the people there are can do the work, or what it would take."""
    plan = dossier.plan
    if plan is None:
        return ()
    return (paragraph(strong("Capacity."), f" {_capacity(dossier, plan)}"),)


def _capacity(dossier: Dossier, plan: Plan) -> str:
    found, strategy = plan.capacity, plan.strategy
    to = "to first live use" if strategy.kind == "go" else "to the end of it"
    work = total_effort(found.least, found.most)
    both = ", the outside team's days included" if strategy.takes else ""
    people = counted_between(*found.people_needed, "person", "people")
    window = counted(found.weeks, "week")
    if dossier.is_quick:
        upper = total_effort(found.most, found.most)
        text = (
            "A quick call does not support an effort figure. Counting everything that was not asked "
            f"as missing, the work {to} comes to at most {upper}{both}."
        )
        if found.people is None:
            return f"{text} How many people are free was not said."
        return f"{text} {_free(found.people)}"
    if found.people is None:
        return (
            f"How many people are free was not said. The work {to} comes to {work}{both}. In "
            f"{window} that takes {people}, full-time."
        )
    if found.weeks_needed is None:
        return f"Nobody is free for it. The work {to} comes to {work}{both}, which takes {people}, full-time, for {window}."
    needed = counted_between(*found.weeks_needed, "week")
    text = f"The work {to} comes to {work}{both}. {_free(found.people)} That makes {needed} of work for them, against {window} in the plan."
    if found.fits is False:
        short = counted(found.weeks_needed[0] - found.weeks, "week")
        text += f" It does not fit: it is short by at least {short}."
        text += f" To hold the date it takes {people}, full-time, or a smaller first release."
        if plan.stretched_because:
            text += f" {sentence(plan.stretched_because)}"
    elif found.weeks_needed[1] > found.weeks:
        text += " It fits at the lower end only, so the commit checkpoint has to look at it."
    else:
        text += " It fits."
    return text


def _free(people: float) -> str:
    if people == 0:
        return "Nobody is free for it."
    verb = "is" if people <= 1 else "are"
    return f"{sentence(counted(people, 'person', 'people'))[:-1]}, counted full-time, {verb} free for it."


def unfilled(dossier: Dossier) -> tuple[Block, ...]:
    """List the roles that still need a name, with the work that waits for them."""
    plan = dossier.plan
    if plan is None or not plan.unfilled_roles:
        return ()
    rows = []
    for role in plan.unfilled_roles:
        waiting = [p for p in plan.actions if p.owner is None and p.role == role]
        first = min(waiting, key=lambda p: p.first_week)
        week = f"week {first.first_week}" if first.first_week else "before week 1"
        rows.append(
            (sentence(role)[:-1], f"{len(waiting)}", f"{clause(first.chosen.title)}, {week}")
        )
    return table("Role without a name 3 | Actions 1 | The first of them 6", *rows)


def names_first(dossier: Dossier) -> tuple[Block, ...]:
    """Put the missing names before all else where more than a third of the actions lack one."""
    plan = dossier.plan
    if plan is None or not plan.names_first:
        return ()
    unnamed = sum(placed.owner is None for placed in plan.actions)
    of = len(plan.actions)
    who = "None" if unnamed == of else f"{of - unnamed}"
    have = "has" if of - unnamed <= 1 else "have"
    return (
        paragraph(
            strong("Names come first."),
            f" {who} of the {counted(of, 'action')} {have} a person against it yet. "
            f"{sentence(counted_in_words(len(plan.unfilled_roles), 'role'))[:-1]} "
            f"{'needs' if len(plan.unfilled_roles) == 1 else 'need'} a name before anything else "
            "can be relied on.",
        ),
        *unfilled(dossier),
    )


def taken_out(dossier: Dossier) -> tuple[Block, ...]:
    """List what was taken out of the plan by hand, with the reason given."""
    actions = dossier.questionnaire.action_by_id
    dropped = [
        (actions[id_].title, planned.dropped)
        for id_, planned in dossier.session.plan.actions.items()
        if planned.dropped and id_ in actions
    ]
    if not dropped:
        return ()
    return (
        paragraph(strong("Taken out of the plan, with the reason given:")),
        *bullets(*(line(strong(title), f": {reason}") for title, reason in dropped)),
    )


def _weeks(first: int, last: int) -> str:
    return f"Week {first}" if first == last else f"Weeks {first}–{last}"
