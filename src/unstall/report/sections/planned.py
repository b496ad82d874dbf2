"""The plan in tables: all of it in one, or week by week with the checkpoints."""

from __future__ import annotations

from unstall.plan.models import Checkpoint, Placed, Plan
from unstall.plan.schedule import drawn_out, table_weeks
from unstall.questionnaire.rules import Phase
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
from unstall.report.held import held_on
from unstall.report.phrases import (
    between,
    clause,
    counted_between,
    effort,
    joined,
    listed,
    sentence,
)
from unstall.report.stop_criteria import stop_criterion
from unstall.report.votes_phrases import gap_in_words

KINDS = {
    "commit": "Commit",
    "value": "Value",
    "go-live": "Go-live",
    "benefit": "Benefit",
    "review": "Resume or stop",
    "close": "Close",
}
MOST_ALSO = 2

_ALWAYS = {
    "go": "Every plan of this kind needs it, whatever the answers.",
    "end": "Every ending needs it, whatever the answers.",
    "wait": "Every pause needs it, whatever the answers.",
}


def plan_in_short(dossier: Dossier) -> tuple[Block, ...]:
    """Lay the plan into one table; of a quick call, the weeks that it can date."""
    plan = dossier.plan
    if plan is None:
        return ()
    rows = [
        (
            f"{placed.first_week}" if placed.first_week else "before 1",
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
            strong("From week 3 on, an outline."),
            " What it holds in detail hangs on answers that a quick call does not ask for.",
        ),
        *bullets(*(f"{_weeks(p.first, p.last)}: {clause(p.aim)}" for p in later)),
    )


def weeks(dossier: Dossier) -> tuple[Section, ...]:
    """Give each week its heading, its table and the checkpoint at its end."""
    plan = dossier.plan
    if plan is None:
        return ()
    number = {placed.id: position for position, placed in enumerate(plan.actions, start=1)}
    starts = {placed.first_week for placed in plan.actions}
    ends = {checkpoint.week for checkpoint in plan.checkpoints}
    return tuple(_week(dossier, plan, week, number) for week in sorted(starts | ends))


def _week(dossier: Dossier, plan: Plan, week: int, number: dict[str, int]) -> Section:
    return Section(
        f"week-{week}",
        _week_title(dossier, plan, week),
        (
            *_aim(dossier, plan, week),
            *_actions(dossier, plan.in_week(week), number),
            *(_checkpoint(dossier, c) for c in plan.checkpoints if c.week == week),
        ),
    )


def _week_title(dossier: Dossier, plan: Plan, week: int) -> str:
    if week < 1:
        return f"Before week 1 · from {dossier.formats.day(plan.begins)}"
    monday = plan.week_of(week)
    if monday is None or (dossier.is_quick and week > FIRM_WEEKS):
        return f"Week {week}"
    return f"Week {week} · {dossier.formats.week(monday)}"


def _aim(dossier: Dossier, plan: Plan, week: int) -> tuple[Block, ...]:
    aim = aim_of(dossier, plan, week)
    return (paragraph(strong("Aim:"), f" {aim}"),) if aim else ()


def aim_of(dossier: Dossier, plan: Plan, week: int) -> str:
    """Say what the weeks from one on are for; empty where the work has moved away from them."""
    phases = plan.strategy.phases
    phase = next((p for p in phases if _begins(plan, p) == week), None)
    if phase is None:
        return ""
    if phase.first < 1:
        return sentence(clause(phase.aim))
    last = drawn_out(phase.last, plan.stretch) if plan.strategy.kind == "go" else phase.last
    chosen = [placed.chosen for placed in plan.actions]
    table = table_weeks(chosen, plan.strategy, dossier.session.plan, plan.stretch)
    meant = [p for p in plan.actions if phase.first <= table[p.id] <= phase.last]
    there = sum(week <= placed.first_week <= last for placed in meant)
    return sentence(clause(phase.aim)) if there * 3 >= max(1, len(meant)) * 2 else ""


def _begins(plan: Plan, phase: Phase) -> int:
    if plan.strategy.kind != "go" or phase.first < 1:
        return phase.first
    # A phase begins in the week after the one before it has ended.
    return drawn_out(phase.first - 1, plan.stretch) + 1


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
    columns = (
        "No. 1 | Action 4 | Finished when 6 | Who 3 | Person-days 2 | Waits for 2 | "
        "Why it is here 6"
    )
    return table(columns, *rows)


def _action(dossier: Dossier, placed: Placed) -> Line:
    done = f" Done on {dossier.formats.plain_day(placed.done)}." if placed.done else ""
    note = f" {sentence(placed.note)}" if placed.note else ""
    return line(strong(placed.chosen.title), f".{done}{note}" if done or note else "")


def _days(placed: Placed) -> str:
    days = between(effort(placed.chosen.least), effort(placed.chosen.most))
    length = placed.chosen.action.duration
    if not length:
        return days
    return f"{days}; takes {between(length[0], length[1])} working days"


BY_HAND = "Added to the plan by hand."


def _waits(placed: Placed, number: dict[str, int]) -> str:
    return listed([f"{n}" for n in sorted(number[needed] for needed in placed.waits_for)]) or "–"


def why(dossier: Dossier, placed: Placed) -> Line:
    """Say which answer asked for an action, in its own words, or that people put it in."""
    whole = placed.chosen.part_of and dossier.action_title(placed.chosen.part_of)
    return line(f"A part of “{whole}”. " if whole else "", _asked_by(dossier, placed))


def roles_apart(dossier: Dossier, question: str) -> str:
    """Say of an action that settles a question which roles say what of it."""
    tallies = (one.tally for one in dossier.discussion.voted if one.question.id == question)
    gap = next((tally.role_gap for tally in tallies), None)
    said = gap_in_words(dossier.questionnaire, gap) if gap else "two roles are apart"
    return f"{dossier.short(question)}: {said}."


def _asked_by(dossier: Dossier, placed: Placed) -> Line:
    asked = placed.chosen.why
    if placed.chosen.by_hand:
        return line(BY_HAND)
    if placed.chosen.settles:
        return line(roles_apart(dossier, placed.chosen.settles))
    if not asked:
        strategy = dossier.strategy
        return line(_ALWAYS[strategy.kind] if strategy else "")
    first = asked[0]
    if first.level is None:
        said = f"{dossier.said(first.question)}, so it is planned in case it is needed."
    else:
        said = dossier.label(first.question, first.level)
    others = [dossier.short(other.question) for other in asked[1:]]
    also = f" Other answers that ask for it: {joined(others, MOST_ALSO)}." if others else ""
    return line(f"{dossier.short(first.question)}: {said}{also}")


def _checkpoint(dossier: Dossier, checkpoint: Checkpoint) -> Block:
    phase = checkpoint.phase
    holds = f" {sentence(phase.checkpoint)}" if phase.checkpoint else ""
    criterion = stop_criterion(dossier, phase.kind)
    held = dossier.held(phase.kind)
    read = f" Read aloud: if {criterion}." if criterion else ""
    if held:
        read = f" {held_on(dossier.formats, held)}"
    name = KINDS.get(phase.kind or "", "").lower()
    return paragraph(
        strong(f"Checkpoint “{name}”, {dossier.end_of(checkpoint.week)}."), f"{holds}{read}"
    )


def counted_from(dossier: Dossier) -> tuple[Block, ...]:
    """Say from when the weeks are counted, where some time passes before week 1."""
    plan = dossier.plan
    if plan is None or plan.strategy.lead_fact is None:
        return ()
    text = "Weeks are counted from the first day of the outside team."
    if plan.start:
        return (paragraph(f"{text} Week 1 is the {dossier.formats.week(plan.start)}."),)
    usual = plan.strategy.lead_weeks
    lead = f", usually {counted_between(usual[0], usual[1], 'week')}" if usual else ""
    return (
        paragraph(
            f"{text} That day has no date yet, because how long choosing and contracting takes "
            f"here was not said{lead}."
        ),
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
                when(dossier, c),
                sentence(c.phase.checkpoint or c.phase.aim),
                sentence(f"If {criterion}")
                if (criterion := stop_criterion(dossier, c.phase.kind))
                else "–",
            )
            for c in plan.checkpoints
        ),
    )


def when(dossier: Dossier, checkpoint: Checkpoint) -> str:
    """Say when a checkpoint falls, and what was decided if it was held."""
    falls, held = dossier.end_of(checkpoint.week), dossier.held(checkpoint.phase.kind)
    return f"{sentence(falls)} {held_on(dossier.formats, held)}" if held else falls


def taken_out(dossier: Dossier) -> tuple[Block, ...]:
    """List what was taken out of the plan by hand, with the reason given."""
    dropped = [
        (title, planned.dropped)
        for id_, planned in dossier.session.plan.actions.items()
        if planned.dropped and (title := dossier.action_title(id_))
    ]
    return bullets(*(line(strong(title), f": {sentence(reason)}") for title, reason in dropped))


def _weeks(first: int, last: int) -> str:
    return f"Week {first}" if first == last else f"Weeks {first}–{last}"
