"""What would change the recommendation: other answers, each tried with the whole procedure."""

from __future__ import annotations

from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong
from unstall.report.changing import (
    NOTHING_WITHIN_REACH,
    Changed,
    changed,
    if_moved,
    merged,
    settled_in_words,
    smallest,
)
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted_in_words

MOST_EACH, MOST_TOGETHER = 3, 2
"""How many single answers, and how many sets of several, are told for each recommendation."""


def what_would_change(dossier: Dossier) -> Section:
    """Compose the section; it says so where nothing within reach changes anything."""
    found = changed(dossier)
    by_gate = [change for change in found if change.by_gate]
    by_points = [change for change in found if not change.by_gate]
    return Section(
        "would-change",
        "What would change this recommendation",
        (
            paragraph(_opening(dossier)),
            *_listed(dossier, "A way opens or closes", by_gate),
            *_listed(dossier, "The balance tips", by_points),
            *_beyond(found),
        ),
    )


def _opening(dossier: Dossier) -> str:
    settled = settled_in_words(dossier)
    lead = f"{settled} " if settled else ""
    if not dossier.outlook.flips:
        return f"{lead}{NOTHING_WITHIN_REACH}"
    return (
        f"{lead}Each of these was tried: with other answers here, the recommendation would be "
        "another. So this is where to ask for evidence first."
    )


def _listed(dossier: Dossier, title: str, found: list[Changed]) -> tuple[Block, ...]:
    if not found:
        return ()
    return (paragraph(strong(f"{title}:")), *bullets(*(_leads_to(dossier, c) for c in found)))


def _leads_to(dossier: Dossier, change: Changed) -> Line:
    parts = [line(strong(f"{change.to}:"))]
    groups = merged(smallest(change))
    most = MOST_EACH if len(change.flips[0].moves) == 1 else MOST_TOGETHER
    for place, (_, flips) in enumerate(groups[:most]):
        parts.append(line(";" if place else "", " or " if place else " "))
        parts.append(if_moved(dossier, flips))
    more = len(groups) - most
    if more > 0:
        parts.append(line(f"; and {counted_in_words(more, 'more change')} would do the same"))
    return line(*parts, ".")


def _beyond(found: tuple[Changed, ...]) -> tuple[Block, ...]:
    left = sum(len(change.flips) - len(smallest(change)) for change in found)
    if not left:
        return ()
    pairs = counted_in_words(left, "pair of answers", "pairs of answers")
    return (paragraph(f"{capitalised(pairs)} would lead to the same if given otherwise together."),)
