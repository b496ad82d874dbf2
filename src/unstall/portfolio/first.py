"""What to look at first, and why. A small rule that can be told in full:

1. The newest session cannot be read: nothing can be said until it is put right.
2. The recommendation is to end the project, for a month or more, and nothing of the plan is
   recorded as done.
3. A checkpoint of the plan is past, and nothing says that it was held.
4. The re-run should have been made.
5. A month of waiting costs as much as in the highest quarter of the projects that say so in the
   same currency, if four or more do, while something that the recommendation stands on is not
   settled.

A project is listed once, under the first of these that holds, with all that hold. Within a kind
those with more reasons come first, then those for which it has held longest or which cost most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import inf
from typing import get_args

from unstall.portfolio.arrange import compared
from unstall.portfolio.models import LookAt, PortfolioRow, Reason
from unstall.session.models import CheckpointKind
from unstall.session.names import folded

ACT_WITHIN_DAYS = 30
"""How long the advice to end a project may stand without anything recorded as done."""
HIGH_SHARE = 0.75
"""Share of the projects of one currency that a high cost of waiting is not below."""

CHECKPOINTS: Mapping[CheckpointKind, str] = {
    "commit": "committing the money",
    "value": "the first proof of value",
    "go-live": "going live",
    "benefit": "the benefit",
    "review": "the review of the pause",
    "close": "closing",
}
"""What each checkpoint is about, as it stands in a sentence."""

FEWEST_COMPARED = 4
"""Projects of one currency that a quarter can be told of."""

_RANK = {reason: place for place, reason in enumerate(get_args(Reason))}
_DAYS_PER_MONTH = 30.4

_Found = tuple[Reason, float, str]
"""A reason, how pressing it is among its like, and the sentence."""


def look_at_first(rows: Iterable[PortfolioRow], today: date) -> tuple[LookAt, ...]:
    """List the projects to look at first, with every reason in words."""
    listed = tuple(rows)
    high = _high_costs(listed)
    found = [(row, reasons) for row in listed if (reasons := list(_reasons(row, today, high)))]

    def place(one: tuple[PortfolioRow, list[_Found]]) -> tuple[int, int, float, str, str]:
        row, reasons = one
        kind, pressing, _ = reasons[0]
        return _RANK[kind], -len(reasons), -pressing, folded(row.project), str(row.path)

    return tuple(
        LookAt(row, tuple((kind, text) for kind, _, text in reasons))
        for row, reasons in sorted(found, key=place)
    )


def _reasons(row: PortfolioRow, today: date, high: Mapping[str | None, float]) -> Iterator[_Found]:
    if row.damage:
        way = "the version before it can be put back" if row.damage.can_be_put_back else "see why"
        yield "damaged", 0, f"Its newest session cannot be read: {row.damage.reason}; {way}."
    if row.assessed is None:
        return
    waited = (today - row.assessed).days
    passed = row.passed_over(today)
    if row.is_ended and not row.recorded:
        if waited >= ACT_WITHIN_DAYS:
            text = f"The advice to end it is {_ago(waited)} old, and nothing is recorded as done."
            yield "stop-not-acted-on", waited, text
    elif passed and passed.on:
        late = (today - passed.on).days
        yield "checkpoint-passed", late, _passed(passed.kind, late)
    if row.due and row.due < today:
        late = (today - row.due).days
        yield "overdue", late, f"The next triage was due {_ago(late)} ago."
    cost = compared(row.cost) if row.cost else 0.0
    if row.cost and row.conditions and cost >= high.get(row.cost.currency, inf) > 0:
        yield (
            "costly-and-held-up",
            cost,
            "Waiting costs as much here as in the highest quarter of projects that say so, and it "
            f"is not settled that {row.conditions[0].title}.",
        )


def _passed(kind: CheckpointKind, days: int) -> str:
    what = CHECKPOINTS[kind]
    return f"The checkpoint about {what} fell {_ago(days)} ago, and nothing says that it was held."


def _ago(days: int) -> str:
    months = round(days / _DAYS_PER_MONTH)
    count, unit = (months, "month") if days > 2 * _DAYS_PER_MONTH else (days, "day")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _high_costs(rows: Iterable[PortfolioRow]) -> dict[str | None, float]:
    """Give, by currency, the cost of waiting from which on it is high."""
    costs: dict[str | None, list[float]] = defaultdict(list)
    for row in rows:
        if row.cost:
            costs[row.cost.currency].append(compared(row.cost))
    return {
        currency: sorted(figures)[int(len(figures) * HIGH_SHARE)]
        for currency, figures in costs.items()
        if len(figures) >= FEWEST_COMPARED
    }
