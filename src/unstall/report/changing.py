"""What would change a recommendation, and what would reopen what is closed, as sentences.

Every change is said in the words of the levels, what was answered beside what would have to be, so
that whoever was asked can say whether it is so. Only changes that were tried are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor

from unstall.report.blocks import Line, line, strong
from unstall.report.dossier import Dossier
from unstall.report.facts import fact_in_words
from unstall.report.phrases import clause, counted_in_words, listed, quoted
from unstall.triage.flip_sets import FlipSet, Move
from unstall.triage.reopen import Reopen, Sooner

HOLDS_UP = (
    "It stays the same in nearly all the ways in which what is not known could fall and the points "
    "could be off; enough is known in every section, and no other way comes close."
)
"""What it means that a verdict holds up."""

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
    if len(flips[0].moves) == 1:
        levels = [flip.moves[0].to_level for flip in flips]
        return line("if ", _one(dossier, flips[0].moves[0], levels, today=today))
    parts: list[Line] = []
    for move in flips[0].moves:
        parts.append(line(" and " if parts else "if ", _one(dossier, move, None, today=today)))
    return line(*parts)


def _one(dossier: Dossier, move: Move, levels: list[int] | None, *, today: bool) -> Line:
    said = [_inside(dossier, move.question, at) for at in levels or [move.to_level]]
    to = listed(said, last="or")
    name = line("the answer on ", strong(dossier.short(move.question)))
    if move.from_level is None:
        return line(name, f" turned out to be {to}")
    instead = f" instead of {_inside(dossier, move.question, move.from_level)}" if today else ""
    return line(name, f" were {to}{instead}")


def _inside(dossier: Dossier, question: str, level: int) -> str:
    """Give a level's words inside a sentence: a full stop of their own would end it."""
    label = dossier.questionnaire.question_by_id[question].levels[level].label
    return quoted(label.rstrip("."))


def reopened_if(dossier: Dossier, strategy: str) -> str:
    """Say in a sentence what would open a closed strategy again.

    The sentence is true also where nothing near would: it says so.
    """
    found = dossier.reopeners.get(strategy)
    if found is None:
        return "No single other answer and no two together would open it."
    return f"It would be open if {' and '.join(_changes(dossier, strategy, found))}."


def _changes(dossier: Dossier, strategy: str, found: Reopen) -> Iterable[str]:
    for move in found.moves:
        verb = "turned out to be" if move.from_level is None else "were"
        label = _inside(dossier, move.question, move.to_level)
        yield f"the answer on {dossier.short(move.question)} {verb} {label}"
    for sooner in found.how_soon:
        yield _sooner(dossier, strategy, sooner)
    for moved in found.facts:
        fact = dossier.questionnaire.fact_by_id[moved.fact]
        value = quoted(fact_in_words(fact, moved.to, dossier.formats))
        yield f"the answer on {fact.title} were {value}"


def _sooner(dossier: Dossier, strategy: str, sooner: Sooner) -> str:
    weeks = dossier.questionnaire.procedure.how_soon_weeks[sooner.within]
    gates = [
        gate
        for gate in dossier.questionnaire.gates
        if gate.question == sooner.question and strategy in gate.applies_to
    ]
    what = gates[0].text if gates else f"{dossier.short(sooner.question)} is settled"
    return f"within {counted_in_words(weeks, 'week')} {clause(what)}"


def tolerance_in_words(dossier: Dossier, *, step: int = 1) -> str:
    """Say how far the points may be wrong; empty where no two ways are compared by points.

    Args:
        dossier: Whose verdict it is.
        step: The percentage is rounded down to a multiple of this.
    """
    ranked, decision = dossier.triage.decision.ranked, dossier.triage.decision
    share = dossier.outlook.robustness.tolerance
    if share is None or not ranked or ranked[0].strategy != decision.strategy:
        return ""
    second = dossier.questionnaire.strategy_by_id[ranked[1].strategy].title
    percent = floor(share * 100 / step) * step
    weighed = "The answers are weighed in points; as they are now,"
    if share >= WHOLE:
        return f"{weighed} {second} would not come first if each were off by all it is worth."
    if percent == 0:
        return f"{weighed} {second} could come first if the points are slightly off."
    return f"{weighed} each could be off by up to {percent} % before {second} came first."


def settled_in_words(dossier: Dossier) -> str:
    """Say that nothing left to ask can change the strategy; empty where something might."""
    if not dossier.outlook.settled:
        return ""
    return "Nothing left to ask can change the strategy."
