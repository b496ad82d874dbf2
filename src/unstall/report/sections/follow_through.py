"""Follow-through in words, without blame: what became of the plan before, and what it moved.

Nobody is said to have failed. What is not recorded as done is said to be not recorded; a day that
has passed is a day; and of an answer that stays where it was, the words ask what was seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unstall.compare.followed import (
    BETTER,
    WORSE,
    ActionState,
    Aim,
    CheckpointState,
    ExplainedMove,
    FollowedAction,
    FollowedCheckpoint,
    FollowThrough,
)
from unstall.compare.models import Direction
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.compared import Compared, stated, stood
from unstall.report.formats import Formats
from unstall.report.held import held_on
from unstall.report.phrases import (
    capitalised,
    counted_in_words,
    in_words,
    listed,
    quoted,
    sentence,
    sentences,
)
from unstall.report.sections.planned import KINDS
from unstall.report.stop_criteria import criterion_of

MOST_ALSO = 3
MOST_ONE_BY_ONE = 4
"""From so many actions on that have one reason, the reason stands once before their titles."""
NO_PLAN = "There was no plan then, so nothing can be followed through."


def plan_followed(told: Compared) -> Section:
    """Compose what became of the actions of the plan before; empty if nothing is known of it."""
    found = told.followed
    if found is None:
        return Section("follow-through", "What became of the plan")
    if found.strategy is None:
        return Section("follow-through", "What became of the plan", (paragraph(NO_PLAN),))
    return Section(
        "follow-through",
        "What became of the plan",
        (
            paragraph(in_short(found, told.formats)),
            *_with_lead(_DONE, _done(told, found)),
            *_with_lead(_NOT_MOVED, _not_moved(found)),
            *_with_lead(_LATE, _late(told, found)),
            *_with_lead(_GOING, _going(told, found)),
            *_with_lead(_DROPPED, _dropped(found)),
            *_with_lead(_NOT_ASKED, _not_asked(told, found)),
        ),
    )


_DONE = "Done, and what became of the answers that it was meant to move."
_NOT_MOVED = "Done, while the answer it was meant to move stands where it stood."
_LATE = "Its last day is past, and it is not recorded as done."
_GOING = "Not due yet, or never given a date."
_DROPPED = "Dropped, with the reason given."
_NOT_ASKED = "Not asked for any more."


def _with_lead(lead: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (paragraph(strong(lead)), *blocks) if blocks else ()


def in_short(found: FollowThrough, formats: Formats) -> str:
    """Say in a sentence or two how many actions are in which state."""
    total = len(found.actions)
    parts = [
        words.format(number=in_words(number), is_="is" if number == 1 else "are")
        for state, words in _STATES.items()
        if (number := len(found.in_state(state)))
    ]
    made = formats.plain_day(found.then)
    of = f"Of the {counted_in_words(total, 'action')} of the plan of {made}"
    return f"{of}, {listed(parts)}.{_after_its_day(found)}"


def _after_its_day(found: FollowThrough) -> str:
    late = sum(action.days_over > 0 for action in found.in_state("done"))
    if not late:
        return ""
    its = "its" if late == 1 else "their"
    return f" Of what is done, {in_words(late)} came after {its} planned last day."


_STATES: dict[ActionState, str] = {
    "done": "{number} {is_} done",
    "late": "{number} {is_} past the planned last day and not recorded as done",
    "going": "{number} {is_} not due yet",
    "dropped": "{number} {is_} dropped",
    "not-asked-for": "{number} {is_} not asked for any more",
}


def _done(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    rows = [
        (_titled(action), _when_done(told, action), _aims(action))
        for action in found.in_state("done")
    ]
    return table("Action 5 | Done 4 | Meant to move 8", *rows)


def _titled(action: FollowedAction) -> Line:
    who = action.owner or f"to be named ({action.role})"
    note = f" {sentence(action.note)}" if action.note else ""
    return line(strong(action.title), f". {sentence(who)}{note}")


def _noted(action: FollowedAction) -> Line:
    return line(strong(action.title), f". {sentence(action.note)}" if action.note else "")


def _when_done(told: Compared, action: FollowedAction) -> str:
    if action.done is None:
        return ""
    done = told.formats.plain_day(action.done)
    if not action.planned:
        return done
    if not action.days_over:
        return f"{done}, in time"
    return f"{done}; planned until {told.formats.plain_day(action.planned)}"


def _aims(action: FollowedAction) -> str:
    if not action.aimed_at:
        return "Added by hand: no answer asked for it." if action.by_hand else _NO_AIM
    return sentences(f"{aim.title}: {aim_in_words(aim)}" for aim in action.aimed_at)


_NO_AIM = "No single answer: it is part of every plan of this kind."


def aim_in_words(aim: Aim) -> str:
    """Say what became of an answer that an action was meant to move, as a clause."""
    words = _MOVES[aim.moved]
    if aim.moved in BETTER and aim.enough is not None:
        return f"{words}, {_ENOUGH if aim.enough else _NOT_ENOUGH}"
    return words


_ENOUGH = "as far as the plan asked"
_NOT_ENOUGH = "and not yet as far as the plan asked"
_MOVES = {
    "up": "better",
    "down": "lower than then",
    "learned": "known now",
    "lost": "known then, and not now",
    "asked": "asked now, and nobody knows",
    "unasked": "not asked this time",
    "not-yet": "not gone through again yet",
    "applies": "applies now, and did not then",
    "ceased": "does not apply any more",
    "same": "stands where it stood",
    "not-comparable": "cannot be compared",
}


def _not_moved(found: FollowThrough) -> tuple[Block, ...]:
    items = []
    for action in found.in_state("done"):
        still = [aim for aim in action.aimed_at if aim.moved == "same" or aim.moved in WORSE]
        if not still or action.moved:
            continue
        stands = " ".join(
            stated(f"{aim.title} {_stands(aim)}") for aim in still[:MOST_ALSO] if aim.now
        )
        items.append(line(strong(action.title), f": {stands} {_ASK}"))
    return bullets(*items)


_ASK = "Either it needs longer to show, or something else holds it: ask what was seen."


def _stands(aim: Aim) -> str:
    now = stood(aim.now, is_now=True) if aim.now else ""
    return f"is lower than then: {now}" if aim.moved in WORSE else f"stands at {now}"


def _late(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    late = found.in_state("late")
    rows = [
        (
            # Who has not got round to something is nobody's business but theirs.
            _noted(action),
            told.formats.plain_day(action.planned) if action.planned else "",
            aims_in_short(action),
        )
        for action in late
    ]
    listed_late = table("Action 6 | Planned until 3 | Meant to move 7", *rows)
    return (*listed_late, paragraph(_where_next(late))) if listed_late else ()


def aims_in_short(action: FollowedAction) -> str:
    """List the answers that an action was meant to move, with a remark on those that moved."""
    if not action.aimed_at:
        return _aims(action)
    return ", ".join(
        aim.title if aim.moved == "same" else f"{aim.title} ({aim_in_words(aim)})"
        for aim in action.aimed_at
    )


def _where_next(late: Sequence[FollowedAction]) -> str:
    again = sum(action.in_next for action in late)
    unremarked = "What stands without a remark in the last column has not moved."
    if again == len(late):
        return f"All of it is in the new plan. {unremarked}"
    return f"{capitalised(in_words(again))} of these are in the new plan. {unremarked}"


def _going(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    items = []
    for action in found.in_state("going"):
        until = (
            f": planned until {told.formats.plain_day(action.planned)}" if action.planned else ""
        )
        items.append(line(strong(action.title), f"{until}."))
    return bullets(*items)


def _dropped(found: FollowThrough) -> tuple[Block, ...]:
    return bullets(
        *(
            line(strong(action.title), f": {sentence(action.reason)}")
            for action in found.in_state("dropped")
        )
    )


def _not_asked(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    by_reason: dict[str, list[str]] = {}
    for action in found.in_state("not-asked-for"):
        by_reason.setdefault(why_not_asked(told, action), []).append(action.title)
    items = []
    for reason, titles in by_reason.items():
        if len(titles) < MOST_ONE_BY_ONE:
            items += [line(strong(title), f": {sentence(reason)}") for title in titles]
        else:
            items.append(line(strong(sentence(reason)), f" {'; '.join(titles)}."))
    return bullets(*items)


def why_not_asked(told: Compared, action: FollowedAction) -> str:
    """Say why an action is not asked for any more, as a clause."""
    match action.no_longer:
        case "strategy":
            plan = told.comparison.now.plan
            return f"another recommendation has other work ({plan.strategy.title})" if plan else ""
        case "questionnaire":
            versions = told.comparison.versions
            because = versions.why_gone("action", action.id) if versions else None
            return because or "the newer questionnaire does not have it"
        case "people":
            return "it was added by hand, and taken out again"
        case _:
            moved = [aim.title for aim in action.aimed_at if aim.moved in BETTER]
            if moved:
                return f"what asked for it is better now: {listed(moved)}"
            return "nothing in the answers of now asks for it"


def moves_explained(told: Compared, *, in_full: bool) -> Section:
    """Compose every answer that moved, each with the actions that may have moved it.

    Args:
        told: The comparison, with what became of the plan.
        in_full: With both levels in words; otherwise they stand elsewhere.
    """
    title = "Answers that moved, and what may have moved them"
    found = told.followed
    if found is None or not found.moves:
        return Section("explained", title)
    if in_full:
        rows = [
            (
                strong(move.title),
                capitalised(stood(move.then, is_now=False)),
                capitalised(stood(move.now, is_now=True)),
                explanation(found, move),
            )
            for move in found.moves
        ]
        blocks = table("Question 3 | Then 5 | Now 5 | What may have moved it 5", *rows)
    else:
        pairs = [
            (strong(move.title), _MOVES[move.moved], explanation(found, move))
            for move in found.moves
        ]
        blocks = table("Question 3 | Moved 3 | What may have moved it 7", *pairs)
    return Section("explained", title, blocks)


def explanation(found: FollowThrough, move: ExplainedMove) -> str:
    """Say which action may have moved an answer, or that none was about it."""
    if move.by:
        return f"Done: {_titles(found, move.by)}."
    if move.perhaps:
        return f"Not recorded as done: {_titles(found, move.perhaps)}."
    if move.moved in BETTER and found.strategy is None:
        return "There was no plan."
    return _UNEXPLAINED.get(move.moved, "–")


_UNEXPLAINED: Mapping[Direction, str] = {
    "up": "No action of the plan was about it.",
    "learned": "No action of the plan was about it.",
    "down": "No action explains a fall: ask what happened.",
    "lost": "It was known then: ask who knew.",
}


def _titles(found: FollowThrough, ids: Sequence[str]) -> str:
    titles = [quoted(found.action(id_).title) for id_ in ids]
    more = len(titles) - MOST_ALSO
    shown = titles[:MOST_ALSO]
    return listed([*shown, f"{in_words(more)} more"] if more > 0 else shown)


def checkpoints_followed(told: Compared) -> Section:
    """Compose what became of the checkpoints of the plan before, and of their stop criteria."""
    found = told.followed
    rows = [
        (
            strong(KINDS.get(one.kind, "Checkpoint")),
            planned_for(one, told.formats),
            checkpoint_in_words(found, one, told.formats, unmet=unmet_in_words(told, one)),
        )
        for one in (found.checkpoints if found else ())
        if found
    ]
    return Section(
        "checkpoints-followed",
        "Checkpoints and stop criteria",
        table("Checkpoint 3 | Planned for 4 | What became of it 12", *rows),
    )


def unmet_in_words(told: Compared, one: FollowedCheckpoint) -> str:
    """Say which conditions the answers of now do not show as met, as clauses."""
    return "; ".join(told.condition(condition, of=told.then) for condition in one.unmet)


def planned_for(one: FollowedCheckpoint, formats: Formats) -> str:
    """Say when a checkpoint was to be held: its day, or the week at whose end it fell."""
    if one.planned:
        return formats.plain_day(one.planned)
    return "before week 1" if one.week < 1 else f"end of week {one.week}"


def checkpoint_in_words(
    found: FollowThrough, one: FollowedCheckpoint, formats: Formats, *, unmet: str = ""
) -> str:
    """Say what became of a checkpoint, with its stop criterion where that came due.

    Args:
        found: What became of the plan.
        one: The checkpoint.
        formats: How days are written.
        unmet: What the answers of now do not show as met, as clauses; empty if nothing.
    """
    said = [held_on(formats, one.held) if one.held else _CHECKPOINTS[one.state]]
    criterion = criterion_of(one.kind, on_condition=found.on_condition)
    if one.came_due and criterion:
        due = "Its stop criterion was" if one.held else "Its stop criterion came due"
        said.append(f"{due}: if {criterion}.")
    if one.state == "passed-over":
        if unmet:
            said.append(sentence(f"The answers of now do not show as met: {unmet}"))
        said.append("Hold it now, or record when it was held and what was decided.")
    return " ".join(said)


_CHECKPOINTS: Mapping[CheckpointState, str] = {
    "passed-over": "Its day has passed, and nobody recorded that it was held.",
    "to-come": "Still to come.",
    "undated": "It was given no date, and nobody recorded that it was held.",
    "fell-away": "Fell away: it was decided before to stop.",
}
