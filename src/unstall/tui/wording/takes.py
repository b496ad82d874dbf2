"""What each strategy takes: weeks, work, money and the cost of waiting, beside each other.

Everything is a range and comes from what was given. A fact that is missing is named, with the way
to where it is given, and no figure stands in for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unstall.questionnaire.rules import Strategy
from unstall.report.dossier import BUDGET_LEFT, COST_OF_DELAY, DAY_RATE, Dossier
from unstall.report.money import Takes
from unstall.report.options_state import State, option_state
from unstall.report.phrases import clause, counted_in_words, listed, sentence
from unstall.tui.rows import Tone
from unstall.tui.wording.points import Point, Section

KEY = "e"
TITLE = "What each takes"
WORKING_OUT = "being worked out"
BETWEEN = 2
"""Cells between two columns."""
WIDEST = 68
"""Cells in which a line of the table fits at 80 columns; wider ones stand on a line of their own
below the name."""
NONE = "–"
LEAD = (
    "● recommended, ○ open, ✗ closed as things stand. Weeks run to first live use, or to the end; "
    "waiting is what it costs until then."
)
WHOLE_PLAN = "Person-days are of the whole plan, also of what follows the first live use."
INDENT = 3
"""Cells before a name in the table, of which the heads of the columns know nothing."""


def what_each_takes(dossier: Dossier, taken: Mapping[str, Takes] | None) -> Section:
    """Set all strategies beside each other, the recommended one first.

    Args:
        dossier: The session as it stands.
        taken: Strategy → what it takes; None until that is worked out.
    """
    missing = _missing(dossier)
    summary = f"{counted_in_words(len(missing), 'fact')} missing" if missing else "as ranges"
    if taken is None:
        return Section("takes", KEY, TITLE, summary, (), f"It is {WORKING_OUT}.")
    strategies = sorted(dossier.questionnaire.strategies, key=lambda s: s != dossier.strategy)
    columns = _columns(dossier, [taken[strategy.id] for strategy in strategies])
    widths = [max(map(len, column)) for column in columns]
    names = max(len(strategy.title) for strategy in strategies) + BETWEEN
    is_beside = names + sum(widths) + BETWEEN * (len(widths) - 1) <= WIDEST
    lines = [_line(column_cells, widths) for column_cells in zip(*columns, strict=True)]
    heads = f"{' ' * (INDENT + (names if is_beside else 0))}{lines[0]}"
    rows = [
        _row(dossier, strategy, figures, names if is_beside else None)
        for strategy, figures in zip(strategies, lines[1:], strict=True)
    ]
    table = Point("takes/table", lead=heads, mark="", children=tuple(rows))
    groups = [table, _presupposed(dossier, strategies, taken)]
    if missing or dossier.is_quick:
        children = (*missing, *_too_quick(dossier))
        groups.append(Point("takes/missing", "Not said, because", mark="", children=children))
    groups += _budget(dossier, strategies, taken)
    counts = any(takes.effort for takes in taken.values())
    lead = f"{LEAD} {WHOLE_PLAN}" if counts else LEAD
    return Section("takes", KEY, TITLE, summary, tuple(groups), lead)


def _presupposed(
    dossier: Dossier, strategies: Sequence[Strategy], taken: Mapping[str, Takes]
) -> Point:
    """Say of every way forward from where its weeks count, and what is counted in."""
    points = []
    for strategy in strategies:
        if strategy.kind != "go":
            continue
        includes = taken[strategy.id].includes
        said = [f"Counted in: {clause(text)}." for text in includes]
        if not said:
            said = ["They count from a team that is there; hiring is not in them."]
        if slowed := taken[strategy.id].slowed:
            said.append(sentence(slowed))
        if _state(dossier, strategy) == "closed":
            said.insert(0, "It is closed as things stand; the weeks count from when it is open.")
        at = f"takes/longer/{strategy.id}"
        points.append(Point(at, strategy.title, " ".join(said), mark="·"))
    return Point("takes/longer", "From where the weeks count", mark="", children=tuple(points))


def _columns(dossier: Dossier, taken: Sequence[Takes]) -> list[list[str]]:
    currency = f", {dossier.session.currency}" if dossier.session.currency else ""
    columns = [("Weeks", [_bare(takes.time) for takes in taken])]
    for title, figures in (
        ("Person-days", [_bare(takes.effort) for takes in taken]),
        ("Work" if currency else "Work, money", [takes.cost or NONE for takes in taken]),
        ("Waiting" if currency else "Waiting, money", [takes.delay or NONE for takes in taken]),
    ):
        if any(figure != NONE for figure in figures):
            columns.append((title, figures))
    return [[title, *figures] for title, figures in columns]


def _bare(counted: str | None) -> str:
    """Give a number of things without the things, which stand over the column."""
    return counted.rpartition(" ")[0] if counted else NONE


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width + BETWEEN) for cell, width in zip(cells, widths, strict=True)]
    return "".join(padded).rstrip()


def _row(dossier: Dossier, strategy: Strategy, figures: str, names: int | None) -> Point:
    at = f"takes/{strategy.id}"
    mark, tone = _mark(dossier, strategy)
    if names is None:
        return Point(at, strategy.title, mark=mark, tone=tone, notes=(figures,))
    return Point(at, strategy.title.ljust(names), figures, mark=mark, tone=tone)


def _mark(dossier: Dossier, strategy: Strategy) -> tuple[str, Tone]:
    if strategy == dossier.strategy:
        return "●", "accent"
    return ("✗", "dim") if _state(dossier, strategy) == "closed" else ("○", "plain")


def _state(dossier: Dossier, strategy: Strategy) -> State:
    return option_state(dossier.questionnaire, dossier.triage, strategy).state


def _missing(dossier: Dossier) -> tuple[Point, ...]:
    what = {
        DAY_RATE: "so the work has no price",
        COST_OF_DELAY: "so waiting has no price",
    }
    facts = dossier.questionnaire.fact_by_id
    return tuple(
        Point(
            f"takes/missing/{fact}",
            facts[fact].title,
            f"not given, {why}",
            mark="?",
            tone="warn",
            fact=fact,
        )
        for fact, why in what.items()
        if fact in facts
        and dossier.fact(fact) is None
        and not (dossier.is_quick and fact == DAY_RATE)
    )


def _too_quick(dossier: Dossier) -> tuple[Point, ...]:
    if not dossier.is_quick:
        return ()
    text = "A quick call asks too little to count the work; the full triage (D) does."
    return (Point("takes/missing/quick", text=text, mark="·"),)


def _budget(
    dossier: Dossier, strategies: Sequence[Strategy], taken: Mapping[str, Takes]
) -> tuple[Point, ...]:
    """Say which ways forward the budget covers, those of the same answer together."""
    budget = dossier.fact(BUDGET_LEFT)
    if budget is None:
        return ()
    covers: dict[str, list[str]] = {}
    for strategy in strategies:
        is_closed = _state(dossier, strategy) == "closed" and strategy != dossier.resumed
        if taken[strategy.id].work and strategy.kind == "go" and not is_closed:
            covers.setdefault(taken[strategy.id].against(budget), []).append(strategy.title)
    notes = tuple(f"It covers {how} of {listed(names)}." for how, names in covers.items())
    if not covers:
        return ()
    title = dossier.questionnaire.fact_by_id[BUDGET_LEFT].title
    said = dossier.formats.money(budget)
    point = Point("takes/budget", title, said, mark="·", notes=notes, fact=BUDGET_LEFT)
    return (Point("takes/money", "The budget", mark="", children=(point,)),)
