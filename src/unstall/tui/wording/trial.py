"""What is said about a trial: what was changed on the copy, and what it makes of the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted
from unstall.session.models import Session
from unstall.tui.drawn import Line, longest_that_fits
from unstall.tui.rows import Row, row
from unstall.tui.text import flat
from unstall.tui.tried import Difference
from unstall.tui.wording.options import WEIGHING
from unstall.tui.wording.quoting import minus, signed
from unstall.tui.wording.tried import Changed, changed

WHAT_IF = "what if"
"""Stands in the heading in the place of "saved"."""
BEGUN = "From now on changes are tried out on a copy."
KEPT = "Kept: what was tried out is real now, as one change that can be taken back."
DISCARDED = "Discarded: everything is as it was before."
NOTHING_TRIED = "Nothing is being tried out."
NOTHING_CHANGED = "nothing changed yet"
MOST_MOVED = 3
"""Strategies whose points are named, those that moved most."""

_ARROW = " → "
_ONE_LINE = 48
"""Cells of before and after together, up to which they share a line."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A strategy whose points are not what they were."""

    title: str
    before: int
    after: int
    because: str
    """The answer or fact that moved it most, with by how much."""


def begun(session: Session, key: str, *, can_be_kept: bool) -> str:
    """Say that changes are tried out from now on, and whether they can be kept.

    Args:
        session: What is real.
        key: The key that ends it.
        can_be_kept: What is real can be changed.
    """
    if can_be_kept:
        return f"{BEGUN} {key} keeps or discards them."
    return f"{capitalised(not_kept(session))}: this can be tried, not kept. {key} ends it."


def not_kept(session: Session) -> str:
    """Say why nothing can be kept that is tried out on a session which cannot be changed."""
    return "the session is closed" if session.closed else "the session is open to read only"


def counted_changes(differences: Iterable[Difference]) -> str:
    """Count what was changed: "2 answers, 1 fact changed"."""
    kinds = Counter(difference.kind for difference in differences)
    answers, facts = kinds["answer"], kinds["fact"]
    named = [
        counted(number, thing) for number, thing in ((answers, "answer"), (facts, "fact")) if number
    ]
    rest = kinds.total() - answers - facts
    if rest:
        named.append(f"{rest} more" if named else counted(rest, "thing"))
    return f"{', '.join(named)} changed" if named else NOTHING_CHANGED


def standing(dossier: Dossier) -> str:
    """Give the word for how firmly the verdict stands, as far as it is worked out."""
    if dossier.strategy is None:
        return "open"
    outlook = dossier.worked_out
    return outlook.standing.word.replace("-", " ") if outlook else WEIGHING


def verdict(dossier: Dossier) -> str:
    """Name the verdict with its standing: "Partner, to rebuild (holds up)"."""
    if dossier.strategy is None:
        return capitalised(dossier.verdict_title)
    return f"{dossier.verdict_title} ({standing(dossier)})"


def verdicts(real: Dossier, tried: Dossier) -> str:
    """Say how the verdict moved, or that it did not."""
    if real.verdict_title != tried.verdict_title:
        return f"{verdict(real)}{_ARROW}{verdict(tried)}"
    if real.strategy is None:
        return "still no recommendation"
    other = "" if set(_conditions(real)) == set(_conditions(tried)) else ", on other conditions"
    before, after = standing(real), standing(tried)
    moved = f"{before}{_ARROW}{after}" if before != after else after
    return f"still {tried.verdict_title} ({moved}){other}"


def _conditions(dossier: Dossier) -> tuple[str, ...]:
    return dossier.triage.decision.conditions


def banner(
    real: Dossier,
    tried: Dossier,
    differences: Sequence[Difference],
    key: str,
    width: int,
    *,
    can_be_kept: bool = True,
) -> Line:
    """Write the line that stands over a screen while a trial is on.

    Args:
        real: What is real.
        tried: The copy.
        differences: What was changed on it.
        key: The key that keeps or discards it.
        width: Cells that there are.
        can_be_kept: What is real can be changed.
    """
    number = len(differences)
    counts = (
        counted_changes(differences),
        counted(number, "change") if number else NOTHING_CHANGED,
    )
    is_same = real.verdict_title == tried.verdict_title
    before = "still " if is_same else f"{capitalised(real.verdict_title)}{_ARROW}"
    said = (verdicts(real, tried), f"{before}{verdict(tried)}", f"{before}{tried.verdict_title}")
    ends = (f"{key} keep or discard", f"{key} ends it")[0 if can_be_kept else 1 :]
    candidates = [
        *((count, moved, end) for moved in said for count in counts for end in ends),
        (counts[1], tried.verdict_title, ends[-1]),
    ]
    title, between = capitalised(WHAT_IF), " · "
    texts = {between.join((title, *parts)): parts for parts in candidates}
    chosen = longest_that_fits(list(texts), width)
    if chosen not in texts:
        return Line(((chosen, "accent"),))
    count, moved, end = texts[chosen]
    left = width - cell_len(flat(chosen))
    gap = " " * (left + len(between)) if left else between
    return Line(
        (
            (title, "accent"),
            (f"{between}{count}{between}", "dim"),
            (moved, "plain"),
            (gap, "dim"),
            (key, "accent"),
            (end.removeprefix(key), "dim"),
        )
    )


def moved(real: Dossier, tried: Dossier, most: int = MOST_MOVED) -> tuple[Moved, ...]:
    """Name the strategies whose points moved most, with the answer that moved each most."""
    before, after = real.triage.decision.points, tried.triage.decision.points
    strategies = sorted(
        (s for s in tried.questionnaire.strategies if before[s.id] != after[s.id]),
        key=lambda s: -abs(after[s.id] - before[s.id]),
    )
    return tuple(
        Moved(s.title, before[s.id], after[s.id], _because(real, tried, s.id))
        for s in strategies[:most]
    )


def _because(real: Dossier, tried: Dossier, strategy: str) -> str:
    by: Counter[str] = Counter()
    because = {}
    for dossier, sign in ((real, -1), (tried, 1)):
        for addition in dossier.triage.case(strategy).all_:
            by[addition.id] += sign * addition.points
            because[addition.id] = addition.because
    most = max(by, key=lambda id_: abs(by[id_]))
    question = tried.questionnaire.question_by_id.get(most)
    return f"{question.short if question else because[most]} {signed(by[most])}"


def story(real: Dossier, tried: Dossier, differences: Sequence[Difference]) -> list[Row]:
    """Lay out what was changed, what it makes of the verdict, and the points that moved."""
    rows = [_heading("Changed")]
    for one in changed(real, tried, differences):
        rows += changed_rows(one)
    if not differences:
        rows.append(row("Nothing yet.", "dim", indent=2))
    rows += [_heading("Verdict"), row(verdicts(real, tried), indent=2)]
    points = moved(real, tried)
    wide = max((len(one.title) for one in points), default=0)
    if points:
        rows.append(_heading("Points that moved most"))
    rows += [
        Row(
            (
                (f"{minus(one.before)}{_ARROW}{minus(one.after)}", "plain"),
                (f"  {one.because}", "dim"),
            ),
            mark=(f"{one.title:<{wide}}  ", "strong"),
            indent=2,
        )
        for one in points
    ]
    return rows


def _heading(title: str) -> Row:
    return Row(((title, "accent"),), rule=True)


def changed_rows(one: Changed) -> list[Row]:
    """Lay out one change: in a line if it is short, else what was above what is tried."""
    if cell_len(one.before) + cell_len(one.after) <= _ONE_LINE:
        said = f"{one.before}{_ARROW}{one.after}"
        return [Row(((f"{one.title}  ", "strong"), (said, "plain")), indent=2)]
    return [
        row(one.title, "strong", indent=2),
        Row(((one.before, "dim"),), mark=("was  ", "dim"), indent=4),
        Row(((one.after, "plain"),), mark=("now  ", "plain"), indent=4),
    ]
