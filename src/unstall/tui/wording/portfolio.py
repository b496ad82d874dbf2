"""What the portfolio says beside its table: of one project, what to look at, common causes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from unstall.portfolio.models import CommonCause, LookAt, Portfolio, PortfolioRow
from unstall.report.phrases import counted, counted_in_words, joined
from unstall.tui.country import number_in_words
from unstall.tui.drawn import Line, drawn
from unstall.tui.rows import Row, Span, row
from unstall.tui.wording.projects import STANDING_SENTENCES, Setting, in_one_line

if TYPE_CHECKING:
    from unstall.portfolio.arrange import Group, GroupBy
    from unstall.portfolio.models import CostOfWaiting, HelpsMany, SumOfWaiting
    from unstall.tui.wording.portfolio_table import Sort

MOST_NAMED = 6
"""Projects that are named under a cause; the rest is counted."""
MOST_LISTED = 200
"""Projects to look at first that are listed; the rest is counted."""

SORTED: dict[Sort, str] = {
    "next": "what comes next first",
    "project": "by name",
    "client": "by client",
    "strategy": "by verdict",
    "readiness": "least ready first",
    "stalled": "longest stalled first",
    "cost": "costliest wait first",
    "triaged": "newest triage first",
}
"""What each order is, in words."""
GROUPED: dict[GroupBy, str] = {"client": "by client", "strategy": "by verdict"}

NOTHING_FIRST = "No project needs to be looked at before the others."
NO_CAUSES = "No cause was found in more than one project."


def top(shown: int, of: int, *, narrowed: bool) -> str:
    """Say how many projects there are, and how many of them are shown."""
    return f"{f'{shown} of ' if narrowed else ''}{counted(of, 'project')}"


def arrangement(sort: Sort, group: GroupBy | None) -> str:
    """Say how the projects are arranged."""
    if group is None or group == sort:
        return SORTED[sort]
    return f"{GROUPED[group]}, {SORTED[sort]}"


def narrowed(text: str, cause: str | None) -> str:
    """Say which projects are wanted, as a clause for a document; empty for all."""
    parts = (
        f"with “{text}” in the name" if text.strip() else "",
        f"with the cause “{cause}”" if cause else "",
    )
    said = ", ".join(part for part in parts if part)
    return f"only those {said}" if said else ""


def progress(done: int, of: int, left: int, width: int) -> tuple[Span, ...]:
    """Say how far reading is, with a bar; then in how many projects something is worked out yet.

    Args:
        done: Projects read.
        of: Projects that there are.
        left: Projects in which something is still missing.
        width: Cells of the bar.
    """
    if done < of:
        full = width * done // max(of, 1)
        return (
            ("━" * full, "accent"),
            ("╌" * (width - full), "dim"),
            (f" reading {done:,} of {of:,}", "dim"),
        )
    return ((f"{left:,} still being weighed", "dim"),) if left else ()


def group_row(group: Group) -> Row:
    """Write what stands over a group."""
    many = counted(len(group.rows), "project")
    return Row(((group.title, "accent"), (f" · {many}", "dim")), rule=True, cut=True)


def first_lines(first: Sequence[LookAt], most: int, width: int) -> list[Line]:
    """Say on a few lines what to look at first, and why.

    Args:
        first: What to look at first.
        most: Lines that there are, at least two.
        width: Cells of a line.
    """
    head = f"Look first ({len(first)})  " if first else "Look first  "
    if not first:
        return drawn([Row(((head, "accent"), (NOTHING_FIRST, "dim")), cut=True)], width)
    is_cut = len(first) > most
    rows = []
    for at, one in enumerate(first[: most - 1 if is_cut else most]):
        lead: Span = (head if at == 0 else " " * len(head), "accent")
        why = " ".join(text for _, text in one.reasons)
        named: Span = (f"{one.row.project}  ", "strong")
        rows.append(Row((lead, named, (why, "plain")), cut=True))
    if is_cut:
        rest = f"{' ' * len(head)}and {len(first) - most + 1} more: l lists all, with every reason"
        rows.append(Row(((rest, "dim"),), cut=True))
    return drawn(rows, width)


def first_rows(first: Sequence[LookAt]) -> list[Row]:
    """List what to look at first, each with all that speaks for it."""
    if not first:
        return [row(NOTHING_FIRST, "dim")]
    rows: list[Row] = []
    for at, one in enumerate(first[:MOST_LISTED], start=1):
        mark: Span = (f"{at:>2}  ", "dim")
        rows.append(Row(_named(one.row), id=str(one.row.path), mark=mark))
        rows += [row(text, mark=("! ", "warn"), indent=4) for _, text in one.reasons]
    if len(first) > MOST_LISTED:
        rows.append(row(f"and {len(first) - MOST_LISTED} more", "dim", indent=4))
    return rows


def cause_rows(portfolio: Portfolio, setting: Setting) -> list[Row]:
    """List the causes that projects have in common, with what would help."""
    if not portfolio.causes:
        return [row(NO_CAUSES, "dim")]
    rows: list[Row] = []
    all_of_them = len(portfolio.rows)
    for cause in portfolio.causes:
        where = f"in {len(cause.rows)} of {counted(all_of_them, 'project')}"
        rows.append(
            Row(
                ((cause.title, "strong"),),
                id=cause_id(cause),
                right=((where, "plain"),),
            )
        )
        rows += [row(text, "dim", indent=2) for text in _about_cause(cause, setting)]
    if portfolio.actions:
        rows += [row(""), row("Would help most, whatever the cause", "strong")]
        rows += [
            row(action.title, indent=2, right=((_in_plans(action), "dim"),))
            for action in portfolio.actions[:MOST_NAMED]
        ]
    return rows


def cause_id(cause: CommonCause) -> str:
    """Give what the cursor stops at; causes of two questionnaires may have one id."""
    return f"{cause.questionnaire}/{cause.id}"


def _about_cause(cause: CommonCause, setting: Setting) -> Iterable[str]:
    if cause.clients > 1:
        yield f"At {counted_in_words(cause.clients, 'client')}."
    for one in cause.costs:
        many = counted_in_words(one.projects, "project")
        says = "says" if one.projects == 1 else "say"
        yield f"A month of waiting costs {_money(one, setting)}, as {many} {says}."
    if cause.actions:
        helping = "; ".join(f"{a.title} ({_in_plans(a)})" for a in cause.actions[:2])
        yield f"Would help: {helping}."
    names = [one.project for one in cause.rows[:MOST_NAMED]]
    rest = len(cause.rows) - len(names)
    yield ", ".join([*names, f"and {rest} more" if rest else ""]).removesuffix(", ")


def _in_plans(action: HelpsMany) -> str:
    return f"in {counted(action.projects, 'plan')}"


def details(one: PortfolioRow, why: LookAt | None, setting: Setting, width: int) -> list[Row]:
    """Say of one project what the table has no room for, what matters most first.

    Args:
        one: The project.
        why: Why it is to be looked at first, if it is.
        setting: The day, and how days are written.
        width: Cells of a line, into which the sections' readiness is to fit.
    """
    if one.damage:
        damage = one.damage
        return [
            Row((("✗ ", "bad"), (f"Its newest session cannot be read: {damage.reason}.", "bad"))),
            row(damage.way_back),
            *([Row(in_one_line(one.sections, width))] if one.sections else []),
        ]
    said: tuple[Span, ...] = (("Too little is known to recommend anything yet.", "warn"),)
    if one.verdict:
        standing = STANDING_SENTENCES[one.standing]
        said = (one.verdict.in_words, "accent"), (f". {standing}", "plain")
    rows = [
        Row(said),
        Row(in_one_line(one.sections, width)),
        row(" ".join([_blockers(one), *_waiting(one, setting)])),
        *(row(text, mark=("! ", "warn")) for _, text in (why.reasons if why else ())),
    ]
    if one.conditions:
        rows.append(row(f"It stands on this: {'; '.join(c.title for c in one.conditions)}."))
    if one.causes:
        rows.append(row(f"Causes: {', '.join(cause.title for cause in one.causes)}."))
    rows.append(row(_next(one, setting)))
    return rows


def heading(one: PortfolioRow, setting: Setting) -> Row:
    """Name a project, its client and when it was triaged."""
    when = f"triaged {setting.day(one.assessed)}" if one.assessed else ""
    parts = (when, "closed" if one.closed else "", counted(one.sessions, "session"))
    right = " · ".join(part for part in parts if part)
    return Row(_named(one), right=((right, "dim"),), cut=True)


def _named(one: PortfolioRow) -> tuple[Span, ...]:
    return ((one.project, "strong"), (f" · {one.client}" if one.client else "", "dim"))


def _blockers(one: PortfolioRow) -> str:
    certain = [b.title for b in one.blockers if b.certain and not b.accepted]
    possible = sum(not b.certain for b in one.blockers)
    also = f"; {possible} more possible" if possible else ""
    if not certain:
        return f"Possible blockers: {possible}." if possible else "No blockers."
    return f"Blockers: {joined(certain, 4)}{also}."


def _waiting(one: PortfolioRow, setting: Setting) -> Iterable[str]:
    if one.months_stalled is not None:
        yield f"Stalled for {counted(one.months_stalled, 'month')}."
    if one.cost:
        yield f"A month of waiting costs {_money(one.cost, setting)}."


def _money(cost: CostOfWaiting | SumOfWaiting, setting: Setting) -> str:
    low, high = (number_in_words(figure, setting.locale) for figure in (cost.low, cost.high))
    written = low if low == high else f"{low}–{high}"
    return f"{cost.currency} {written}" if cost.currency else f"{written} (no currency said)"


def _next(one: PortfolioRow, setting: Setting) -> str:
    following = one.next_checkpoint(setting.today)
    parts = []
    if following and following.on:
        parts.append(f"The next checkpoint is “{following.kind}”, {setting.day(following.on)}.")
    if one.due:
        was = "was" if one.is_overdue(setting.today) else "is"
        parts.append(f"The next triage {was} due {setting.day(one.due)}.")
    return " ".join(parts) or "No further triage is due."
