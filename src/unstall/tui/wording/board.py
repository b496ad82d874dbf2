"""What the plan screen says: the weeks with their actions, and each action in detail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unstall.plan.models import Placed, Plan, Size
from unstall.report.dossier import FIRM_WEEKS, Dossier
from unstall.report.phrases import (
    between,
    clause,
    counted_between,
    counted_in_words,
    effort,
    in_words,
    listed,
    sentence,
)
from unstall.report.sections.planned import BY_HAND, aim_of, roles_apart
from unstall.session.models import PlannedAction
from unstall.tui.wording.checkpoints import Checkpoint, checkpoints
from unstall.tui.wording.points import Point
from unstall.tui.wording.progress import state_of
from unstall.tui.wording.quoting import answer_point

BEFORE = 0
"""The week number of what happens before week 1."""


@dataclass(frozen=True, slots=True)
class Card:
    """One action on the board."""

    id: str
    number: int
    """Its place in the order of the work, as in the written plan."""
    title: str
    who: str
    is_named: bool
    days: str
    """Person-days, as a range."""
    is_done: bool
    waits_for: tuple[int, ...]
    """Numbers of the actions that come first and are not done yet."""
    has_note: bool
    is_late: bool = False
    """It should be over by now."""
    by_hand: str = ""
    """That it was added by hand, or of which number it is a part; empty if neither."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the board."""

    number: int
    title: str
    aim: str
    """What the phase is for that begins in it; empty where none begins."""
    cards: tuple[Card, ...]
    checkpoints: tuple[Checkpoint, ...]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """An action that was taken out of the plan by hand."""

    id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotAsked:
    """An action about which something was decided and that the answers do not ask for now."""

    id: str
    title: str
    decided: str
    """What was decided, in words."""


@dataclass(frozen=True, slots=True)
class Board:
    """The plan as a board."""

    summary: str
    """Begin, number of actions and people, in a line."""
    about: tuple[str, ...]
    """What is to be known about the plan as a whole, a sentence or a few each."""
    caution: str
    """What comes before all else; empty if nothing does."""
    weeks: tuple[Week, ...]
    taken_out: tuple[TakenOut, ...]
    not_asked: tuple[NotAsked, ...]


def board(dossier: Dossier, plan: Plan, today: date) -> Board:
    """Lay the plan out week by week, as things stand on a day."""
    number = numbers(plan)
    done = {placed.id for placed in plan.actions if placed.done}
    weeks = sorted({p.first_week for p in plan.actions} | {c.week for c in plan.checkpoints})
    due = checkpoints(dossier, today)
    return Board(
        summary=_summary(dossier, plan, len(done)),
        about=_about(dossier, plan),
        caution=_caution(plan),
        weeks=tuple(
            Week(
                number=week,
                title=week_title(dossier, plan, week),
                aim=aim_of(dossier, plan, week),
                cards=tuple(
                    _card(dossier, placed, number, done, today) for placed in plan.in_week(week)
                ),
                checkpoints=tuple(checkpoint for checkpoint in due if checkpoint.week == week),
            )
            for week in weeks
        ),
        taken_out=taken_out(dossier),
        not_asked=not_asked(dossier, plan),
    )


def week_title(dossier: Dossier, plan: Plan, week: int) -> str:
    """Name a week as the written plan does: "Week 3 · week of 7 December 2026"."""
    if week < 1:
        return f"Before week 1 · from {dossier.formats.plain_day(plan.begins)}"
    monday = plan.week_of(week)
    if monday is None or (dossier.is_quick and week > FIRM_WEEKS):
        return f"Week {week}"
    return f"Week {week} · {dossier.formats.week(monday)}"


def taken_out(dossier: Dossier) -> tuple[TakenOut, ...]:
    """List what was taken out of the plan by hand."""
    return tuple(
        TakenOut(action, dossier.action_title(action) or action, planned.dropped)
        for action, planned in sorted(dossier.session.plan.actions.items())
        if planned.dropped
    )


def not_asked(dossier: Dossier, plan: Plan) -> tuple[NotAsked, ...]:
    """List what was decided about actions that are not in the plan, and added ones like them."""
    state = dossier.session.plan
    in_plan = {placed.id for placed in plan.actions}
    return tuple(
        NotAsked(action, dossier.action_title(action) or action, _decided(dossier, planned))
        for action in sorted({*state.actions, *state.own} - in_plan)
        if not (planned := state.actions.get(action, PlannedAction())).dropped
    )


def _decided(dossier: Dossier, planned: PlannedAction) -> str:
    said = [f"done on {dossier.formats.plain_day(planned.done)}"] if planned.done else []
    said += [planned.owner] if planned.owner else []
    said += [f"moved to week {planned.week}"] if planned.week else []
    said += [f"note: {planned.note}"] if planned.note else []
    return "; ".join(said) or "added by hand"


def details(dossier: Dossier, plan: Plan, placed: Placed) -> tuple[Point, ...]:
    """Say everything about one action."""
    at = f"detail/{placed.id}"
    action = placed.chosen.action
    said = [_detail(at, "Done when", sentence(action.done_when))]
    said.append(_detail(at, "Owner", f"{placed.owner or 'to be named'} ({placed.role})"))
    days = counted_between(effort(placed.chosen.least), effort(placed.chosen.most), "person-day")
    if action.duration:
        shortest, longest = action.duration
        days += f", over {counted_between(shortest, longest, 'working day')}"
    said.append(_detail(at, "Effort", days))
    waits = _waits(plan, placed)
    if waits:
        said.append(_detail(at, "Waits for", waits))
    if placed.first_day and placed.last_day and not placed.done and dossier.is_dated(placed):
        first, last = (dossier.formats.plain_day(d) for d in (placed.first_day, placed.last_day))
        said.append(_detail(at, "When", first if first == last else f"{first} to {last}"))
    elif placed.last_week > placed.first_week:
        said.append(_detail(at, "Runs", f"weeks {placed.first_week} to {placed.last_week}"))
    if placed.done:
        said.append(_detail(at, "Done on", dossier.formats.day(placed.done)))
    if placed.note:
        said.append(_detail(at, "Note", placed.note))
    why = tuple(answer_point(dossier, asked.question, f"{at}/why") for asked in placed.chosen.why)
    if placed.chosen.by_hand:
        said.append(_detail(at, "Why", BY_HAND))
        return tuple(said)
    if placed.chosen.settles:
        said.append(_detail(at, "Why", roles_apart(dossier, placed.chosen.settles)))
        return tuple(said)
    if placed.chosen.part_of:
        said.append(_detail(at, "Part of", _whole(dossier, plan, placed.chosen.part_of)))
    lead = "" if why else "part of every plan of this kind"
    said.append(Point(f"{at}/why", "Why", lead, mark="", children=why))
    return tuple(said)


def _whole(dossier: Dossier, plan: Plan, whole: str) -> str:
    number, title = numbers(plan).get(whole), dossier.action_title(whole) or whole
    return f"{number} {clause(title)}" if number else f"{clause(title)}, which was taken out"


def numbers(plan: Plan) -> dict[str, int]:
    """Number the actions in the order of the work, so that one can point at another."""
    return {placed.id: position for position, placed in enumerate(plan.actions, start=1)}


def asking_question(placed: Placed) -> str | None:
    """Name the question that asked for an action most; None if no answer did."""
    return placed.chosen.why[0].question if placed.chosen.why else None


def action_help(placed: Placed) -> str:
    """Say what an action is, and why it is as large as it is."""
    chosen = placed.chosen
    size = BY_HAND if chosen.by_hand else _SIZES[chosen.size]
    return f"{chosen.title}. {sentence(chosen.action.done_when)} {size}"


_SIZES: dict[Size, str] = {
    "full": "Nothing of it is there yet, or nobody knows, so it is planned at its full size.",
    "small": "Something informal is there, so it is planned a little smaller.",
    "finish": "Most of it is there: what is left is to close the gap that the answer names.",
    "confirm": "The answers say that it is in place: it only has to be confirmed.",
}


def earliest_week(plan: Plan, placed: Placed) -> tuple[int, str | None]:
    """Say before which week an action cannot begin, and the title of what it waits for."""
    by_id = {other.id: other for other in plan.actions}
    waits = [by_id[needed] for needed in placed.waits_for]
    last = max(waits, key=lambda other: other.last_week, default=None)
    if last is None or last.last_week < 1:
        return 1, None
    return last.last_week, last.chosen.title


def _detail(at: str, title: str, text: str) -> Point:
    return Point(f"{at}/{title}", title, text, mark="")


def _card(
    dossier: Dossier, placed: Placed, number: dict[str, int], done: set[str], today: date
) -> Card:
    return Card(
        id=placed.id,
        number=number[placed.id],
        title=placed.chosen.title,
        who=placed.owner or f"to be named ({placed.role})",
        is_named=placed.owner is not None,
        days=between(effort(placed.chosen.least), effort(placed.chosen.most)),
        is_done=placed.done is not None,
        waits_for=tuple(
            sorted(number[needed] for needed in placed.waits_for if needed not in done)
        ),
        has_note=bool(placed.note),
        is_late=state_of(dossier, placed, done, today) == "overdue",
        by_hand=_by_hand(placed, number),
    )


def _by_hand(placed: Placed, number: dict[str, int]) -> str:
    whole = placed.chosen.part_of
    if whole:
        return f"part of {number[whole]}" if whole in number else "part of what was taken out"
    return "added by hand" if placed.chosen.by_hand else ""


def _waits(plan: Plan, placed: Placed) -> str:
    number = numbers(plan)
    by_id = {other.id: other for other in plan.actions}
    waits = sorted(placed.waits_for, key=lambda needed: number[needed])
    return listed(
        [
            f"{number[needed]} {clause(by_id[needed].chosen.title)}"
            + (" (done)" if by_id[needed].done else "")
            for needed in waits
        ]
    )


def _summary(dossier: Dossier, plan: Plan, done: int) -> str:
    parts = [
        f"From {dossier.formats.plain_day(plan.begins)}",
        f"{done} of {len(plan.actions)} actions done",
    ]
    if plan.unfilled_roles:
        parts.append(f"{counted_in_words(len(plan.unfilled_roles), 'role')} without a name")
    return " · ".join(parts)


def _about(dossier: Dossier, plan: Plan) -> tuple[str, ...]:
    said = [plan.strategy.summary, f"How it goes wrong: {plan.strategy.danger}"]
    left_from = dossier.session.plan.left_from
    if left_from is not None:
        day = dossier.formats.plain_day(left_from)
        said.append(f"What is not done is laid out anew from {day} on.")
    if plan.start is None:
        said.append(
            "Week 1 has no date, because nobody has said how long the time before it takes: "
            "it stands among the facts."
        )
    if dossier.is_quick:
        said.append(
            "After a quick call only weeks 1 and 2 have dates. The full triage (D) dates the rest."
        )
    if plan.unfilled_roles:
        said.append(f"Without a name: {listed(plan.unfilled_roles)}.")
    return tuple(said)


def _caution(plan: Plan) -> str:
    if not plan.names_first:
        return ""
    named = sum(placed.owner is not None for placed in plan.actions)
    of = counted_in_words(len(plan.actions), "action")
    who = in_words(named) if named else "none"
    have = "has" if named <= 1 else "have"
    return f"Names come first: {who} of the {of} {have} one. Give them with o."
