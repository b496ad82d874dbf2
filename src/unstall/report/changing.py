"""What would change a recommendation, and what would reopen what is closed, as sentences.

Every change is said in the words of the levels, what was answered beside what would have to be, so
that whoever was asked can say whether it is so. Only changes that were tried are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor

from unstall.report.blocks import Line, line, strong
from unstall.report.dossier import Dossier
from unstall.report.otherwise import in_words
from unstall.triage.flip_sets import FlipSet
from unstall.triage.reopen import Change

HOLDS_UP = (
    "It stays the same in nearly all the ways in which what is not known could fall and the points "
    "could be off; enough is known in every section, and it is not a close call."
)
"""What it means that a verdict holds up."""

NOTHING_WITHIN_REACH = (
    "No other answer within reach changes it. Every answer that bears on it was moved by one level "
    "or, where it is not known, to any level: alone, in pairs and then several together, and the "
    "recommendation stayed what it is."
)
"""What it means that no other answers were found that change a recommendation."""

WHOLE = 1.0


@dataclass(frozen=True, slots=True)
class Changed:
    """One other recommendation, and the changes that lead to it."""

    to: str
    """What would be recommended, in a few words."""
    by_gate: bool
    """A way opens or closes; otherwise the balance tips."""
    flips: tuple[FlipSet, ...]


def changed(dossier: Dossier) -> tuple[Changed, ...]:
    """Group the changes by what they lead to: through a gate first, the smallest sets first."""
    flips = dossier.outlook.flips

    def key(flip: FlipSet) -> tuple[bool, str]:
        return not flip.by_gate, dossier.title_of(flip.strategy, flip.shape, flip.then)

    order = {key(flip): place for place, flip in reversed(list(enumerate(flips)))}
    ordered = sorted(flips, key=lambda f: (not f.by_gate, order[key(f)], len(f.moves)))
    return tuple(
        Changed(to, not by_points, tuple(group))
        for (by_points, to), group in groupby(ordered, key=key)
    )


def smallest(change: Changed) -> list[FlipSet]:
    """List the sets of the fewest answers that lead to it."""
    fewest = len(change.flips[0].moves)
    return [flip for flip in change.flips if len(flip.moves) == fewest]


def merged(flips: Sequence[FlipSet]) -> list[tuple[tuple[str, ...], list[FlipSet]]]:
    """Put the sets that move the same questions together, in the order given."""
    together: dict[tuple[str, ...], list[FlipSet]] = {}
    for flip in flips:
        together.setdefault(tuple(move.question for move in flip.moves), []).append(flip)
    return list(together.items())


def if_moved(dossier: Dossier, flips: Sequence[FlipSet], *, today: bool = True) -> Line:
    """Say which answers would have to be other; for one question all its levels at once.

    Args:
        dossier: Whose answers they are.
        flips: Sets that move the same questions.
        today: Say also what was answered.
    """
    moves = flips[0].moves
    levels = [flip.moves[0].to_level for flip in flips] if len(moves) == 1 else ()
    parts: list[Line] = []
    for move in moves:
        said = in_words(dossier, move, levels=levels)
        instead = f" {said.instead}" if today and said.instead else ""
        lead = "and" if parts else "if"
        parts.append(line(f"{lead} {said.of} ", strong(said.about), f" {said.other}{instead}"))
    return line(*(line(" ", part) if place else part for place, part in enumerate(parts)))


def reopened_if(dossier: Dossier, strategy: str) -> str:
    """Say in a sentence what would open a closed strategy again.

    The sentence is true also where nothing near would: it says so.
    """
    found = dossier.reopeners.get(strategy)
    if found is None:
        return "No single other answer and no two together would open it straight away."
    changes: tuple[Change, ...] = (*found.moves, *found.how_soon, *found.facts)
    said = [in_words(dossier, change) for change in changes]
    return f"It would be open if {' and '.join(f'{s.of} {s.about} {s.other}' for s in said)}."


def tolerance_in_words(dossier: Dossier, *, step: int = 1) -> str:
    """Say how far the points may be wrong, what gives way first before the rest.

    Empty where neither two ways are compared by points nor the mark of a stop decides anything.

    Args:
        dossier: Whose verdict it is.
        step: Percentages are rounded to a multiple of this, always to the careful side.
    """
    off = dossier.outlook.robustness
    said = [(off.tolerance, _routes(dossier, step)), (off.to_mark, mark_in_words(dossier, step))]
    texts = [text for share, text in sorted(said, key=lambda s: s[0] or 0) if text]
    return " ".join(texts)


def _routes(dossier: Dossier, step: int) -> str:
    """Say how far the points may be wrong before the first two open ways change places."""
    ranked, decision = dossier.triage.decision.ranked, dossier.triage.decision
    share = dossier.outlook.robustness.tolerance
    if share is None or not ranked or ranked[0].strategy != decision.strategy:
        return ""
    first, second = (dossier.questionnaire.strategy_by_id[r.strategy].title for r in ranked[:2])
    percent = floor(share * 100 / step) * step
    weighed = "The answers are weighed in points; as they are now,"
    before = f"{second} would come before {first}"
    if share >= WHOLE:
        return (
            f"{weighed} {second} would not come before {first} if each were off by all it is worth."
        )
    if percent == 0:
        return f"{weighed} {before} if the points are slightly off."
    return f"{weighed} each could be off by up to {percent} % before {before}."


def mark_in_words(dossier: Dossier, step: int = 1) -> str:
    """Say how far the points may be wrong before a stop reaches its mark, or falls below it.

    Empty where the mark decides nothing.

    Args:
        dossier: Whose verdict it is.
        step: The percentage is rounded to a multiple of this, always to the careful side.
    """
    share = dossier.outlook.robustness.to_mark
    if share is None:
        return ""
    decision, procedure = dossier.triage.decision, dossier.questionnaire.procedure
    stop = dossier.questionnaire.strategy_by_id[procedure.stop].title
    points = decision.points[procedure.stop]
    found = f"−{-points}" if points < 0 else f"{points or 'none'}"
    has = f"{stop} needs {procedure.stop_mark} points and has {found}"
    # Rounded down, since what is promised has to hold.
    percent = floor(share * 100 / step) * step
    now, otherwise = ("enough", "too few") if decision.stop_earned else ("too few", "enough")
    if share > WHOLE:
        return f"{has}; it has {now} even if the points of every answer are off by all they add."
    if percent == 0:
        return f"{has}; if its points are slightly off, it has {otherwise}."
    return (
        f"{has}; it has {now} as long as the points of every answer are off by less than "
        f"{percent} %."
    )


def settled_in_words(dossier: Dossier) -> str:
    """Say that nothing left to ask can change the strategy; empty where something might."""
    if not dossier.outlook.settled:
        return ""
    return "Nothing left to ask can change the strategy."
