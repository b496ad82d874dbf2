"""The parts of a comparison, each behind one key: what moved, readiness, causes, what compares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from unstall.compare.models import (
    CauseMove,
    Comparison,
    GroupMove,
    Moved,
    NotCompared,
    Rescaled,
)
from unstall.report.compared import (
    Compared,
    fact_rows,
    percent,
    progress_in_words,
    steps_in_words,
    stood,
)
from unstall.report.dossier import NAMES
from unstall.report.phrases import capitalised, counted, counted_in_words, sentence
from unstall.triage.readiness import Readiness
from unstall.tui.drawn import fitted
from unstall.tui.rows import Row, Span, Tone, row
from unstall.tui.widgets.range_bar import range_bar, range_in_figures
from unstall.tui.wording.compared import then_and_now_rows
from unstall.tui.wording.compared_kinds import CAUSES, MOVES, Kind, shown_as
from unstall.tui.wording.points import Section

SECTIONS = "sections"
ONLY_SECTIONS = (
    "At least one side is a quick call, which supports a first reading of the sections and nothing "
    "finer."
)
_BAR = 11
_FIGURES = 6
_TITLE = 26
_LEAST_TITLE = 10
_BETWEEN = " → "
_WORD = 11
"""Cells of how a group moved, with what stands before it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is told, behind one key."""

    section: Section
    """Its heading, without points."""
    rows: tuple[Row, ...]


def parts(told: Compared, width: int) -> tuple[Part, ...]:
    """Tell all parts.

    Args:
        told: The comparison.
        width: Cells that a line may take.
    """
    return (
        _moved(told),
        _readiness(told, width),
        _causes(told),
        _in_the_way(told),
        _facts(told),
        _same(told),
        _comparable(told),
    )


def _part(id_: str, key: str, title: str, summary: str, rows: Iterable[Row]) -> Part:
    return Part(Section(id_, key, title, summary, ()), tuple(rows))


def counted_moves(moved: Sequence[Moved]) -> str:
    """Count what moved, by where: "5 better, 2 worse, 1 known now"."""
    return _counts([MOVES[shown_as(one)][3] for one in moved]) or "nothing moved"


def _counts(words: Sequence[str]) -> str:
    return ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(_in_order(words)))


def _in_order(words: Sequence[str]) -> list[str]:
    order = [kind[3] for kinds in (MOVES, CAUSES) for kind in kinds.values()]
    return sorted(words, key=order.index)


def _moved(told: Compared) -> Part:
    moved = told.comparison.moved
    rows: list[Row] = []
    for shown, kind in MOVES.items():
        group = [one for one in moved if shown_as(one) == shown]
        if group:
            rows += _under(kind, (r for one in group for r in _move(one)), rows)
    rows = rows or [row("No answer that can be compared is another one than then.", "dim")]
    return _part("moved", "1", "What moved", counted_moves(moved), rows)


def _under(kind: Kind, rows: Iterable[Row], before: Sequence[Row]) -> list[Row]:
    blank = [row("")] if before else []
    return [*blank, row(kind[0], "strong"), *rows]


def _move(moved: Moved) -> Iterator[Row]:
    _, mark, tone, _ = MOVES[shown_as(moved)]
    yield Row(
        ((moved.question.short, "strong"),),
        id=f"moved/question/{moved.question.id}",
        mark=(f"{mark} ", tone),
        right=((_towards(moved), "dim"),),
    )
    yield from then_and_now_rows(
        stood(moved.then, is_now=False), stood(moved.now, is_now=True), indent=2
    )
    if moved.rescaled:
        yield row("Its levels are other ones than then.", "dim", indent=2)


def _towards(moved: Moved) -> str:
    """Say how far the answer came towards what the plan of then asked of it."""
    return f"towards the plan: {steps_in_words(moved)}" if moved.of_the_way is not None else ""


# --- Readiness ---------------------------------------------------------------------------------


def _readiness(told: Compared, width: int) -> Part:
    comparison = told.comparison
    rows: list[Row] = []
    column = _BAR + 1 + _FIGURES
    room = width - 2 * column - len(_BETWEEN) - _WORD - 1
    title = min(max(room, _LEAST_TITLE), _TITLE)
    every = dict.fromkeys(group.view for group in comparison.groups)
    for view in [SECTIONS] if told.is_quick else every:
        rows += [row("")] if rows else []
        name = capitalised(view.replace("-", " "))
        gap = " " * len(_BETWEEN)
        head = f"{fitted(name, title)} {fitted('then', column)}{gap}now"
        rows.append(Row(((head, "dim"),), cut=True))
        for group in comparison.of_view(view):
            rows += _group(told, group, title)
    rows.append(row(""))
    if told.is_quick:
        rows.append(row(ONLY_SECTIONS, "dim"))
    rows.append(
        row(
            f"Both sides on what can be compared, by the rules of now: "
            f"{percent(comparison.comparable)} of what counts, by weight. Solid is "
            "proved, hatched is possible.",
            "dim",
        )
    )
    directions = [_WORDS[group.direction][1] for group in comparison.of_view(SECTIONS)]
    count = {word: directions.count(word) for word in dict.fromkeys(directions)}
    summary = ", ".join(f"{number} {word}" for word, number in count.items())
    return _part("readiness", "2", "Readiness", summary or "nothing to compare", rows)


_WORDS: dict[str, tuple[str, str, Tone]] = {
    "up": ("↗", "better", "good"),
    "down": ("↘", "worse", "bad"),
    "same": ("→", "same", "plain"),
    "unknown": ("?", "untold", "dim"),
}


def _group(told: Compared, group: GroupMove, title: int) -> Iterator[Row]:
    arrow, word, tone = _WORDS[group.direction]
    spans: list[Span] = [(f"{fitted(group.title, title)} ", "plain")]
    spans += [*_side(group.then), (_BETWEEN, "dim"), *_side(group.now)]
    yield Row(tuple(spans), right=((f"{arrow} {word}", tone),))
    then, now = told.band(group.then), told.band(group.now)
    said = [then if then == now else f"{then}{_BETWEEN}{now}"]
    if group.progress and group.view == SECTIONS:
        said.append(f"towards the plan: {progress_in_words(group.progress)}")
    yield row("; ".join(said), "dim", indent=2)


def _side(of: Readiness) -> Iterator[Span]:
    yield from range_bar(of.low, of.high, _BAR)
    yield f" {range_in_figures(of.low, of.high):<{_FIGURES}}", "plain"


# --- Causes ------------------------------------------------------------------------------------


def _causes(told: Compared) -> Part:
    causes = told.comparison.causes
    rows: list[Row] = []
    for direction, kind in CAUSES.items():
        group = [one for one in causes if one.direction == direction]
        if group:
            found = (r for one in group for r in _cause(told, one))
            rows += _under(kind, found, rows)
    summary = _counts([CAUSES[one.direction][3] for one in causes]) or "none found"
    rows = rows or [row("No cause was found on either side.", "dim")]
    return _part("causes", "3", "Causes", summary, rows)


def _cause(told: Compared, move: CauseMove) -> Iterator[Row]:
    _, mark, tone, _ = CAUSES[move.direction]
    strength = _BETWEEN.join(
        "?" if share is None else percent(share) for share in (move.then, move.now)
    )
    yield Row(((move.cause.title, "plain"),), mark=(f"{mark} ", tone), right=((strength, "dim"),))
    for question in move.evidence:
        moved = told.comparison.moved_by_id.get(question)
        if moved is not None:
            _, sign, at, _ = MOVES[moved.direction]
            yield Row(
                ((f"{moved.question.short}: {stood(moved.now, is_now=True)}", "dim"),),
                id=f"causes/{move.cause.id}/question/{question}",
                mark=(f"{sign} ", at),
                indent=2,
            )


# --- What is in the way ------------------------------------------------------------------------


def _in_the_way(told: Compared) -> Part:
    comparison = told.comparison
    gone = [one for one in comparison.blockers if one.gone]
    come = [one for one in comparison.blockers if not one.gone]
    rows: list[Row] = []
    for blockers, title, mark in (
        (gone, "Not in the way any more", "✓"),
        (come, "New in the way", "!"),
    ):
        if blockers:
            tone: Tone = "good" if mark == "✓" else "bad"
            found = [
                Row(
                    ((one.question.short, "plain"),),
                    id=f"way/question/{one.question.id}",
                    mark=(f"{mark} ", tone),
                    right=((f"stops a {one.blocks}", "dim"),),
                )
                for one in blockers
            ]
            rows += _under((title, mark, tone, ""), found, rows)
    for dossier, ids, title, mark in (
        (told.then, comparison.conditions_met, "Conditions of then that are met now", "✓"),
        (told.now, comparison.conditions_new, "Conditions of now that are new", "!"),
    ):
        if ids:
            found = [
                Row(
                    ((sentence(told.condition(one, of=dossier)), "plain"),),
                    id=f"way/{one}/question/{dossier.gate_question(one)}",
                    mark=(f"{mark} ", "good" if mark == "✓" else "warn"),
                )
                for one in ids
            ]
            rows += _under((title, mark, "plain", ""), found, rows)
    counts = [
        f"{number} {word}"
        for number, word in ((len(gone) + len(comparison.conditions_met), "gone"),
                             (len(come) + len(comparison.conditions_new), "new"))
        if number
    ]  # fmt: skip
    rows = rows or [row("What stops a start or a launch is the same as then.", "dim")]
    return _part("way", "4", "In the way", ", ".join(counts) or "as then", rows)


# --- Facts, and what is the same ---------------------------------------------------------------


def _facts(told: Compared) -> Part:
    ids = {move.fact.title: move.fact.id for move in told.comparison.facts}
    found = fact_rows(told)
    rows: list[Row] = []
    for number, (title, then, now) in enumerate(found):
        at = f"facts/{number}/fact/{ids.get(title, NAMES)}"
        rows.append(Row(((title, "strong"),), id=at, mark=("· ", "dim")))
        rows += then_and_now_rows(then, now, indent=2)
    rows = rows or [row("No fact is another one than then.", "dim")]
    return _part("facts", "5", "Facts", counted(len(found), "fact") if found else "as then", rows)


def _same(told: Compared) -> Part:
    same = told.comparison.same
    rows: list[Row] = []
    for title, wanted, mark in (
        ("Gone through again, and found to be so still", True, "✓"),
        ("The same answer as then", False, "·"),
    ):
        group = [one for one in same if one.confirmed is wanted]
        if group:
            found = [
                Row(
                    ((f"{one.question.short}  ", "plain"), (stood(one.stood, is_now=True), "dim")),
                    id=f"same/question/{one.question.id}",
                    mark=(f"{mark} ", "plain"),
                    cut=True,
                )
                for one in group
            ]
            rows += _under((title, mark, "plain", ""), found, rows)
    confirmed = len(told.comparison.confirmed)
    summary = f"{len(same)}, {confirmed} of them confirmed" if confirmed else f"{len(same)}"
    rows = rows or [row("No answer is the same as then.", "dim")]
    return _part("same", "6", "The same", summary, rows)


# --- What can be compared ----------------------------------------------------------------------


def _comparable(told: Compared) -> Part:
    comparison = told.comparison
    share, known = percent(comparison.comparable), percent(comparison.known_both)
    words = (
        f"{share} of what counts now can be compared, by weight; {known} of that has an answer "
        "both times."
    )
    rows = [row(words), *_versions(comparison)]
    lists: tuple[tuple[str, str, Callable[[], Iterator[Row]]], ...] = (
        ("New questions", "+", lambda: _listed(comparison.added, "added", "+", is_now=True)),
        ("Not asked any more", "–", lambda: _listed(comparison.removed, "", "–", is_now=False)),
        ("Levels are other ones; a rule leads over", "·", lambda: _other(comparison.rescaled)),
        ("Levels are other ones; to be asked again", "?", lambda: _other(comparison.ask_again)),
    )
    for title, mark, found in lists:
        below = list(found())
        if below:
            rows += _under((title, mark, "plain", ""), below, rows)
    left_out = len(comparison.added) + len(comparison.removed) + len(comparison.ask_again)
    summary = f"{share} can be"
    if left_out:
        summary += f", {counted_in_words(left_out, 'question')} cannot"
    return _part("comparable", "7", "What compares", summary, rows)


def _versions(comparison: Comparison) -> Iterator[Row]:
    then, now = (side.questionnaire for side in (comparison.then, comparison.now))
    if then.id != now.id:
        yield row(f"Then {then.title} {then.version}, now {now.title} {now.version}.", "dim")
    elif then.version != now.version:
        yield row(f"Then version {then.version} of {now.title}, now {now.version}.", "dim")
    else:
        yield row(f"Both by version {now.version} of {now.title}.", "dim")


def _listed(found: Sequence[NotCompared], at: str, mark: str, *, is_now: bool) -> Iterator[Row]:
    for one in found:
        said = stood(one.stood, is_now=is_now)
        yield Row(
            ((f"{one.question.short}  ", "plain"), (said, "dim")),
            id=f"{at}/question/{one.question.id}" if at else None,
            mark=(f"{mark} ", "plain"),
        )
        if one.because:
            yield row(one.because, "dim", indent=2)


def _other(found: Sequence[Rescaled]) -> Iterator[Row]:
    for one in found:
        yield Row(
            ((one.question.short, "strong"),),
            id=f"rescaled/question/{one.question.id}",
            mark=("· ", "plain"),
        )
        then, now = stood(one.then, is_now=False), stood(one.now, is_now=True)
        yield from then_and_now_rows(then, now, indent=2)
        if one.because:
            yield row(one.because, "dim", indent=2)
