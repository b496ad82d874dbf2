"""The two short results: too little is known to advise, and nothing explains the stall."""

from __future__ import annotations

from unstall.report.blocks import Block, Section, bullets, line, paragraph, strong
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, in_words, sentence
from unstall.report.sections.answer import assurance
from unstall.report.sections.told import contradictions
from unstall.report.sections.unknowns import first_to_ask, unknowns

MOST_SHOWN = 5


def too_little(dossier: Dossier) -> Section:
    """Say that there is no recommendation, how much is missing for one, and how sure that is."""
    return Section("answer", "The answer", (*lacking(dossier), *assurance(dossier)))


def lacking(dossier: Dossier) -> tuple[Block, ...]:
    """Say that there is no recommendation, and how much is missing for one."""
    decision = dossier.triage.decision
    count, needed = decision.quick_known, in_words(decision.quick_needed)
    known = "None" if count == 0 else capitalised(in_words(count))
    is_ = "is" if count <= 1 else "are"
    return (
        paragraph(strong("There is no recommendation yet. Too little is known for one.")),
        paragraph(
            f"{known} of the answers that decide {is_} known, and a recommendation needs "
            f"{needed}. Anything said before that would be a guess. The list below closes the "
            "gap; most of it is a matter of asking the right person."
        ),
    )


def to_find_out(dossier: Dossier) -> Section:
    """List what to find out first, and whom to ask."""
    return Section("unknowns", "What to find out, and whom to ask", first_to_ask(dossier))


def nothing_explains(dossier: Dossier) -> tuple[Section, ...]:
    """Say that the go-live review can be held, and what to ask to see there."""
    return (
        Section("answer", "The answer", (*hold_the_review(), *assurance(dossier))),
        for_the_review(dossier),
        Section("unknowns", "What we do not know", unknowns(dossier))
        if dossier.triage.gaps
        else Section("unknowns", "What we do not know"),
    )


def hold_the_review() -> tuple[Block, ...]:
    """Say that nothing explains the stall, and what is left to do."""
    return (
        paragraph(strong("Nothing in these answers explains the stall. Hold the go-live review.")),
        paragraph(
            "Every answer that was given is at its best level. A recovery plan would invent work. "
            "What is left is to put the evidence before the person who may say go, and to decide."
        ),
    )


def for_the_review(dossier: Dossier) -> Section:
    """List what to ask to see at the review, and what to ask if it does not take place."""
    return Section(
        "review",
        "For the review",
        (
            *_to_be_shown(dossier),
            *contradictions(dossier),
            paragraph(
                "If all of it can be shown and the review still does not take place, the reason "
                "lies outside of what was asked here. Then the question is who decides the date."
            ),
        ),
    )


def _to_be_shown(dossier: Dossier) -> tuple[Block, ...]:
    reading = dossier.triage.reading
    unseen = [q for q in dossier.heaviest if q.id in reading.levels and q.id not in reading.seen]
    if not unseen:
        return (paragraph("The evidence behind the weightiest answers has been seen."),)
    return (
        paragraph("Ask to see these on the day; so far they rest on somebody's word:"),
        *bullets(
            *(line(strong(q.short), f": {sentence(q.evidence)}") for q in unseen[:MOST_SHOWN])
        ),
    )
