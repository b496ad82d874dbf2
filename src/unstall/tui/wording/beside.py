"""The real session and the copy that things are tried on, said beside each other.

What differs carries a mark and not only a colour: − for what is real and would go, + for what is
tried out and would come. What is the same on both sides has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from unstall.bands import band_words
from unstall.plan.models import Placed, Plan, Size
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted, total_effort
from unstall.tui.drawn import BLANK, Line, drawn, width_of
from unstall.tui.rows import Row, Span, Tone
from unstall.tui.tried import Difference
from unstall.tui.widgets.range_bar import range_bar, range_in_figures
from unstall.tui.wording import trial
from unstall.tui.wording.findings import NOT_YET
from unstall.tui.wording.quoting import minus
from unstall.tui.wording.tried import changed
from unstall.tui.wording.verdict import reasons

REAL, TRIED = "As it is", "What if"
_BAR = 12
_BETWEEN = " │ "


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands beside each other; None where one side has nothing."""

    real: str | None
    tried: str | None

    @property
    def is_same(self) -> bool:
        """Both sides say the same."""
        return self.real == self.tried


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs about one thing."""

    title: str
    pairs: tuple[Pair, ...]
    lead: str = ""
    """What it comes to, in a line."""


def blocks(real: Dossier, tried: Dossier, differences: Sequence[Difference]) -> tuple[Block, ...]:
    """Say everything in which the two may differ."""
    changes = tuple(
        Pair(f"{one.title}: {one.before}", f"{one.title}: {one.after}")
        for one in changed(real, tried, differences)
    )
    both = (real, tried)
    titles = Pair(*(capitalised(dossier.verdict_title) for dossier in both))
    standings = Pair(*(capitalised(trial.standing(dossier)) for dossier in both))
    held_back, conditions, grounds = (
        _in_lists(*(list(said(dossier)) for dossier in both))
        for said in (_held_back, _conditions, _grounds)
    )
    other = tuple(pair for pair in grounds if not pair.is_same)
    return (
        Block("Changed", changes, "" if changes else "Nothing is changed yet."),
        Block("Verdict", (titles,)),
        Block("How firmly", (standings, *held_back)),
        Block("On condition that", conditions, "" if conditions else "No conditions."),
        Block("Reasons that changed", other, "" if other else "None: the reasons are the same."),
        Block("Points", tuple(_points(real, tried))),
        Block("Readiness", tuple(_readiness(real, tried))),
        _plans(real, tried),
    )


def _held_back(dossier: Dossier) -> Iterable[str]:
    outlook = dossier.worked_out
    return outlook.standing.held_back_by if outlook else ()


def _conditions(dossier: Dossier) -> Iterable[str]:
    return (dossier.gate_text(condition) for condition in dossier.triage.decision.conditions)


def _grounds(dossier: Dossier) -> Iterable[str]:
    for point in reasons(dossier):
        yield f"{point.title}: {point.text}" if point.title else point.text


def _in_lists(real: Sequence[str], tried: Sequence[str]) -> tuple[Pair, ...]:
    same = [Pair(text, text) for text in tried if text in real]
    gone = [text for text in real if text not in tried]
    come = [text for text in tried if text not in real]
    return (*same, *(Pair(*texts) for texts in zip_longest(gone, come)))


def _points(real: Dossier, tried: Dossier) -> Iterable[Pair]:
    strategies = tried.questionnaire.strategies
    wide = max(len(strategy.title) for strategy in strategies)
    for strategy in strategies:
        title = f"{strategy.title:<{wide}}"
        points = (dossier.triage.decision.points[strategy.id] for dossier in (real, tried))
        yield Pair(*(f"{title} {minus(number):>4}" for number in points))


def _readiness(real: Dossier, tried: Dossier) -> Iterable[Pair]:
    before, after = (
        {
            measured.id: (
                f"{measured.title:<15} "
                f"{''.join(cells for cells, _ in range_bar(measured.low, measured.high, _BAR))} "
                f"{range_in_figures(measured.low, measured.high):<6} "
                f"{band_words(dossier.questionnaire, measured) if measured.coverage else NOT_YET}"
            )
            for measured in dossier.triage.of_view("sections")
        }
        for dossier in (real, tried)
    )
    for id_ in dict.fromkeys((*before, *after)):
        yield Pair(before.get(id_), after.get(id_))


_SIZES: dict[Size, str] = {
    "full": "in full",
    "small": "a smaller one",
    "finish": "to finish",
    "confirm": "to confirm",
}


def _plans(real: Dossier, tried: Dossier) -> Block:
    before, after = real.plan, tried.plan
    if before is None or after is None:
        said = (_plan_in_short(plan) if plan else ("No plan",) for plan in (before, after))
        return Block("Plan", tuple(Pair(*texts) for texts in zip_longest(*said)))
    short = tuple(
        Pair(*texts) for texts in zip(_plan_in_short(before), _plan_in_short(after), strict=True)
    )
    was, now = ({placed.id: placed for placed in plan.actions} for plan in (before, after))
    moved = [
        Pair(_action(was[id_]), _action(placed))
        for id_, placed in now.items()
        if id_ in was and _action(was[id_]) != _action(placed)
    ]
    gone = [_action(placed) for id_, placed in was.items() if id_ not in now]
    come = [_action(placed) for id_, placed in now.items() if id_ not in was]
    same = len(now) - len(come) - len(moved)
    lead = (
        f"Actions that come in: {len(come)}, go out: {len(gone)}, change: {len(moved)}, "
        f"stay as they are: {same}."
        if come or gone or moved
        else "The actions are the same."
    )
    return Block("Plan", (*short, *moved, *(Pair(*t) for t in zip_longest(gone, come))), lead)


def _plan_in_short(plan: Plan) -> tuple[str, ...]:
    capacity = plan.capacity
    return (
        f"{counted(plan.last_week, 'week')} to its last checkpoint",
        f"{total_effort(capacity.least, capacity.most)} to the end of week {capacity.weeks}",
        counted(len(plan.actions), "action"),
    )


def _action(placed: Placed) -> str:
    chosen = placed.chosen
    week = f"week {placed.first_week}" if placed.first_week else "before week 1"
    return f"{chosen.action.title} · {week}, {_SIZES[chosen.size]}"


def in_columns(found: Iterable[Block], width: int) -> list[Line]:
    """Lay the blocks out in two columns."""
    column = (width - len(_BETWEEN)) // 2
    lines = [_columns(Line(((REAL, "strong"),)), Line(((TRIED, "accent"),)), column)]
    for block in found:
        lines += _head(block, width)
        for pair in block.pairs:
            left = _side(pair, pair.real, "−", column)
            right = _side(pair, pair.tried, "+", column)
            lines += [
                _columns(first, second, column)
                for first, second in zip_longest(left, right, fillvalue=BLANK)
            ]
    return lines


def stacked(found: Iterable[Block], width: int) -> list[Line]:
    """Lay the blocks out in one column, what differs under each other."""
    lines: list[Line] = []
    for block in found:
        lines += _head(block, width)
        for pair in block.pairs:
            lines += _side(pair, pair.real, "−", width)
            if not pair.is_same:
                lines += _side(pair, pair.tried, "+", width)
    return lines


def _head(block: Block, width: int) -> list[Line]:
    rows = [Row(((block.title, "strong"),), rule=True)]
    if block.lead:
        rows.append(Row(((block.lead, "dim"),), indent=2))
    return [BLANK, *drawn(rows, width)]


def _side(pair: Pair, text: str | None, mark: str, width: int) -> list[Line]:
    if text is None:
        return []
    tone: Tone = "dim" if pair.is_same else "plain"
    shown = " " if pair.is_same else mark
    return drawn([Row(((text, tone),), mark=(f"{shown} ", "accent"))], width)


def _columns(left: Line, right: Line, column: int) -> Line:
    gap = " " * max(column - width_of(left.spans), 0)
    between: tuple[Span, ...] = ((gap, "plain"), (_BETWEEN, "dim"))
    return Line((*left.spans, *between, *right.spans))
