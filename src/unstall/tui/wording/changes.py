"""What would change the verdict: every set of answers that was applied and seen to do so.

Where a gate opens or closes a way stands apart from where the points tip over, single answers stand
before pairs, and what is beyond a few is counted and can be unfolded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted_in_words, in_words
from unstall.triage.flip_sets import FlipSet
from unstall.tui.wording.options import WEIGHING
from unstall.tui.wording.otherwise import change_point
from unstall.tui.wording.points import Point, Section

KEY = "c"
TITLE = "What would change it"
_KEYS = "t tries one out on a copy, T keeps or discards the copy, B sets both side by side."
_SETTLED = "It is settled: nothing left to ask can change it, only what was answered. "
MOST = {1: 6, 2: 4}
"""How many sets of a size are shown at once, gates and points each."""


def would_change(dossier: Dossier) -> Section:
    """List the smallest sets of answers after which it would be another verdict."""
    outlook = dossier.worked_out
    if outlook is None:
        return Section("changes", KEY, TITLE, WEIGHING, (), "It is being weighed.")
    flips = outlook.flips
    groups = tuple(
        group
        for size in sorted({len(flip.moves) for flip in flips})
        for group in _of_size(dossier, [flip for flip in flips if len(flip.moves) == size], size)
    )
    lead = _lead(flips, is_settled=outlook.settled)
    return Section("changes", KEY, TITLE, _summary(flips), groups, lead)


def _of_size(dossier: Dossier, flips: Sequence[FlipSet], size: int) -> Iterator[Point]:
    what = "One answer" if size == 1 else f"{capitalised(in_words(size))} answers together"
    for by_gate in (True, False):
        own = [flip for flip in flips if flip.by_gate is by_gate]
        if not own:
            continue
        how = _by_gate(size) if by_gate else _by_points(size)
        at = f"changes/{size}/{'gate' if by_gate else 'points'}"
        most = MOST.get(size, len(own))
        points = [_flip_point(dossier, flip) for flip in own]
        if len(points) > most + 1:
            more = Point(
                f"{at}/more",
                text=f"{capitalised(in_words(len(points) - most))} more like these",
                folded=tuple(points[most:]),
            )
            points = [*points[:most], more]
        yield Point(at, f"{what} {how}", mark="", children=tuple(points))


def _by_gate(size: int) -> str:
    return "that opens or closes a way" if size == 1 else "that open or close a way"


def _by_points(size: int) -> str:
    return "that tips the points" if size == 1 else "that tip the points"


def _flip_point(dossier: Dossier, flip: FlipSet) -> Point:
    at = "changes/" + "+".join(f"{move.question}={move.to_level}" for move in flip.moves)
    title = dossier.title_of(flip.strategy, flip.shape, flip.then)
    return change_point(dossier, flip.moves, at, title)


def _summary(flips: Sequence[FlipSet]) -> str:
    if not flips:
        return "nothing that was tried"
    of_size = [len(flip.moves) for flip in flips]
    parts = []
    if 1 in of_size:
        parts.append(counted_in_words(of_size.count(1), "answer"))
    if 2 in of_size:  # noqa: PLR2004 - a pair
        parts.append(counted_in_words(of_size.count(2), "pair"))
    if len(parts) > 1:
        return ", ".join(parts)
    if parts:
        return f"any of {parts[0]}" if len(flips) > 1 else f"{parts[0]} alone"
    return f"{in_words(of_size[0])} answers together"


def _lead(flips: Sequence[FlipSet], *, is_settled: bool) -> str:
    tried = "Each answer was moved by a step or, where it is not known, to any level:"
    if not flips:
        return f"{tried} alone, in pairs and then several together. The verdict stayed what it is."
    how = f"{_SETTLED if is_settled else ''}{_KEYS}"
    match min(len(flip.moves) for flip in flips):
        case 1:
            return f"{tried} alone and in pairs. These would change the verdict. {how}"
        case 2:
            return f"{tried} no single one would change the verdict, these pairs would. {how}"
        case _:
            return f"{tried} no single one and no two together would change it, these would. {how}"
