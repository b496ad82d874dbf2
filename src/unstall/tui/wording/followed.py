"""What became of a plan, on the screen: its actions by state, its checkpoints, what may have moved.

The sentences are those of the documents, which blame nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from unstall.compare.followed import (
    ActionState,
    Aim,
    AimMove,
    FollowedAction,
    FollowedCheckpoint,
    FollowThrough,
)
from unstall.report.compared import Compared, stood
from unstall.report.formats import Formats
from unstall.report.phrases import capitalised, counted, sentence
from unstall.report.sections.checkpoints_followed import (
    checkpoint_in_words,
    replaced_by,
    unmet_in_words,
)
from unstall.report.sections.explained import explanation
from unstall.report.sections.follow_through import aim_in_words, in_short, why_not_asked
from unstall.report.sections.planned import KINDS
from unstall.session.follow import PlanToFollow
from unstall.tui.country import day_in_words
from unstall.tui.rows import Row, Span, Tone, row
from unstall.tui.wording.compared import then_and_now_rows

ACTION, CHECKPOINT, MOVES = "action", "checkpoint", "moves"
"""What stands before the ids of the rows."""
NO_PLAN = "There was no plan then, so nothing can be followed through."
NO_OWN_PLAN = "There is no plan yet, so nothing can be followed through."
FIRST = (
    "This session repeats no other. What stands here is its own plan as it goes; from its re-run "
    "on this page tells what became of the plan before, and what it moved."
)
OWN = "The plan of this session as it goes; o shows the plan before again."

_STATES: dict[ActionState, tuple[str, str, Tone]] = {
    "late": ("The planned last day is past, and it is not recorded as done", "[!] ", "warn"),
    "going": ("Not due yet, or without a date", "[ ] ", "plain"),
    "done": ("Done", "[✓] ", "good"),
    "dropped": ("Dropped, with the reason given", "[–] ", "plain"),
    "not-asked-for": ("No longer asked for", "[·] ", "plain"),
}
"""Heading, box and its tone; what may still have to be recorded comes first."""
_MOVES: dict[AimMove, Span] = {
    "up": ("↑", "good"),
    "learned": ("✓", "good"),
    "down": ("↓", "bad"),
    "lost": ("?", "warn"),
    "applies": ("+", "plain"),
    "ceased": ("–", "plain"),
    "same": ("→", "dim"),
}
_OTHER: Span = ("·", "dim")
_SHORT: dict[AimMove, str] = {
    "up": "better",
    "learned": "known now",
    "down": "worse",
    "lost": "not known now",
    "asked": "nobody knows",
    "unasked": "not gone through yet",
    "applies": "applies now",
    "ceased": "does not apply",
    "same": "as it was",
    "not-comparable": "cannot be compared",
}
_NOT_YET = "not gone through yet"
_LEFT_OUT = "not in the quick call"
_UNDER = 4


@dataclass(frozen=True)
class Followed:
    """A plan, and what became of it."""

    followed: FollowThrough
    plan: PlanToFollow
    """What can be recorded about it."""
    formats: Formats
    told: Compared | None
    """The comparison of both sessions; None for the plan of the session itself."""
    is_first: bool = False
    """There is no session before, so that only its own plan can be told of."""

    @property
    def found(self) -> FollowThrough | None:
        """What became of the plan; None without one."""
        return self.followed if self.followed.strategy is not None else None

    def action(self, id_: str) -> FollowedAction | None:
        """Find an action of the plan."""
        found = self.found
        return next((one for one in found.actions if one.id == id_), None) if found else None

    def day(self, on: date) -> str:
        """Write a day."""
        return day_in_words(on, self.formats.locale.replace("_", "-"))


def heading_words(of: Followed) -> str:
    """Say in a few words how far it has come: "3 of 12 done"."""
    found = of.found
    if found is None:
        return "no plan"
    return f"{len(found.in_state('done'))} of {counted(len(found.actions), 'action')} done"


def followed_rows(of: Followed, unfolded: set[str]) -> list[Row]:
    """Lay out what became of the plan.

    Args:
        of: The plan.
        unfolded: Ids of rows whose details are shown below them.
    """
    found = of.found
    rows = [row(FIRST if of.is_first else OWN, "dim"), row("")] if of.plan.is_own else []
    if found is None:
        return [*rows, row(NO_OWN_PLAN if of.plan.is_own else NO_PLAN)]
    rows += [
        Row(
            (
                ("This plan  " if of.plan.is_own else "The plan before  ", "dim"),
                (found.strategy_title, "accent"),
            )
        ),
        row(in_short(found, of.formats)),
        *_passed_over(of, found),
    ]
    for state, (title, box, tone) in _STATES.items():
        actions = found.in_state(state)
        if actions:
            rows += [row(""), row(f"{title} ({len(actions)})", "strong", rule=True)]
            for action in actions:
                rows += _action(of, action, (box, tone), unfolded)
    if found.checkpoints:
        rows += [row(""), row("Checkpoints and stop criteria", "strong", rule=True)]
        rows += _checkpoints(of, found)
    if found.moves:
        rows += [
            row(""),
            row("Answers that moved, and what may have moved them", "strong", rule=True),
        ]
        rows += _moves(found)
    return rows


def _passed_over(of: Followed, found: FollowThrough) -> Iterator[Row]:
    for one in found.checkpoints:
        if one.state == "passed-over" and one.planned is not None:
            title = checkpoint_title(one.kind)
            yield row(
                f"The day of the checkpoint “{title}”, {of.day(one.planned)}, has passed, and "
                "it is not recorded as held.",
                mark=("! ", "warn"),
            )


def _action(of: Followed, action: FollowedAction, mark: Span, unfolded: set[str]) -> Iterator[Row]:
    id_ = f"{ACTION}/{action.id}"
    tone: Tone = "dim" if action.state in ("dropped", "not-asked-for") else "plain"
    title: list[Span] = [(action.title, tone)]
    if action.note:
        title.append(("  note", "accent"))
    yield Row(tuple(title), id=id_, mark=mark, right=((_when(of, action), "dim"),))
    if id_ in unfolded:
        yield from (_moved_in(one) for one in detail_rows(of, action)[1:])
        return
    if action.state == "dropped":
        yield row(sentence(action.reason), "dim", indent=_UNDER)
    elif action.state == "not-asked-for":
        yield row(_why_not_asked(of, action), "dim", indent=_UNDER)
    elif action.aimed_at and not of.plan.is_own:
        yield Row(_aims_in_short(action), indent=_UNDER)


def _aims_in_short(action: FollowedAction) -> tuple[Span, ...]:
    spans: list[Span] = [("Meant to move ", "dim")]
    for number, aim in enumerate(action.aimed_at):
        sign, tone = _aim_sign(aim)
        words = _in_short(aim)
        spans += [
            (f"{'; ' if number else ''}{aim.title} ", "dim"),
            (sign, tone),
            (f" {words}", "dim"),
        ]
    return tuple(spans)


def _in_short(aim: Aim) -> str:
    if aim.not_yet:
        return _NOT_YET if aim.in_call else _LEFT_OUT
    return _SHORT.get(aim.moved, "")


def _moved_in(one: Row) -> Row:
    return replace(one, indent=one.indent + _UNDER)


def _aim_sign(aim: Aim) -> Span:
    return _OTHER if aim.not_yet else _MOVES.get(aim.moved, _OTHER)


def _why_not_asked(of: Followed, action: FollowedAction) -> str:
    return sentence(why_not_asked(of.told, action)) if of.told else ""


def _when(of: Followed, action: FollowedAction) -> str:
    if action.done:
        return f"done {of.day(action.done)}"
    if action.state in ("dropped", "not-asked-for"):
        return ""
    if action.planned is None:
        return "no date"
    return f"{'was due' if action.state == 'late' else 'due'} {of.day(action.planned)}"


def detail_rows(of: Followed, action: FollowedAction) -> list[Row]:
    """Say all there is to say about an action, with its title first."""
    rows = [row(action.title, "strong")]
    who = action.owner or "to be named"
    rows.append(Row((("Who  ", "dim"), (f"{who} ({action.role})", "plain"))))
    if action.planned:
        rows.append(Row((("Planned until  ", "dim"), (of.day(action.planned), "plain"))))
    if action.done:
        rows.append(Row((("Done  ", "dim"), (of.day(action.done), "plain"))))
    for title, text in (("Dropped", action.reason), ("Note", action.note)):
        if text:
            rows.append(Row(((f"{title}  ", "dim"), (text, "plain"))))
    if action.by_hand:
        rows.append(row("Added by hand: no answer asked for it.", "dim"))
    elif not action.aimed_at:
        rows.append(row("Part of every plan of this kind: no single answer asked for it.", "dim"))
    elif not of.plan.is_own:
        rows.append(row("Meant to move", "dim"))
        for aim in action.aimed_at:
            rows += _aim(aim)
    return rows


def beside_rows(of: Followed, about: str) -> tuple[str, list[Row]]:
    """Say in full what a row of the list stands for, with a title for it; nothing if it is none."""
    found = of.found
    kind, _, id_ = about.partition("/")
    if found is None:
        return "", []
    action = of.action(id_) if kind == ACTION else None
    if action is not None:
        return "Action", detail_rows(of, action)
    move = next((m for m in found.moves if about == f"{MOVES}/question/{m.question}"), None)
    if move is not None:
        return "Answer", [
            row(move.title, "strong"),
            *then_and_now_rows(
                stood(move.then, is_now=False), stood(move.now, is_now=True), indent=0
            ),
            row(""),
            row(explanation(found, move)),
        ]
    for one in found.checkpoints if kind == CHECKPOINT else ():
        if one.kind == id_:
            return "Checkpoint", [
                row(checkpoint_title(one.kind), "strong"),
                row(f"What had to hold: {sentence(one.holds)}"),
                row(""),
                row(_became(of, found, one)),
            ]
    return "", []


def _became(of: Followed, found: FollowThrough, one: FollowedCheckpoint) -> str:
    unmet = unmet_in_words(of.told, one) if of.told else ""
    other = replaced_by(of.told) if of.told else ""
    return checkpoint_in_words(found, one, of.formats, unmet=unmet, replaced_by=other)


def _aim(aim: Aim) -> Iterator[Row]:
    sign, tone = _aim_sign(aim)
    yield Row(((f"{aim.title}  ", "strong"), (aim_in_words(aim), "plain")), mark=(f"{sign} ", tone))
    if aim.then is not None and aim.now is not None and aim.moved != "same":
        then, now = stood(aim.then, is_now=False), stood(aim.now, is_now=True)
        yield from then_and_now_rows(then, now, indent=2)
    elif aim.now is not None:
        yield row(stood(aim.now, is_now=True), "dim", indent=2)


def _checkpoints(of: Followed, found: FollowThrough) -> Iterator[Row]:
    signs: dict[str, Span] = {
        "held": (" ◆  ", "good"),
        "passed-over": (" !  ", "warn"),
        "fell-away": (" –  ", "plain"),
    }
    for one in found.checkpoints:
        planned = of.day(one.planned) if one.planned else f"end of week {one.week}"
        if one.planned is None and one.week < 1:
            planned = "before week 1"
        yield Row(
            ((KINDS.get(one.kind, "Checkpoint"), "plain"),),
            id=f"{CHECKPOINT}/{one.kind}",
            mark=signs.get(one.state, (" ◇  ", "plain")),
            right=((planned, "dim"),),
        )
        yield row(_became(of, found, one), "dim", indent=_UNDER)


def _moves(found: FollowThrough) -> Iterator[Row]:
    for move in found.moves:
        sign, tone = _MOVES.get(move.moved, _OTHER)
        yield Row(
            ((f"{move.title}  ", "plain"), (explanation(found, move), "dim")),
            id=f"{MOVES}/question/{move.question}",
            mark=(f" {sign}  ", tone),
        )


def checkpoint_title(kind: str) -> str:
    """Name a checkpoint by its kind."""
    return capitalised(KINDS.get(kind, "checkpoint"))
