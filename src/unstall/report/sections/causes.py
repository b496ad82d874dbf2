"""Section 4: why it stalled, each cause with the answers that point to it."""

from __future__ import annotations

from unstall.report.blocks import Block, Section, bullets, line, paragraph, strong
from unstall.report.dossier import Dossier
from unstall.report.phrases import clause, counted_in_words, listed, sentence
from unstall.triage.findings import FoundCause

MOST_WEAK = 3
MOST_CURES = 2


def causes(dossier: Dossier) -> Section:
    """Compose the section on causes."""
    found = dossier.triage.causes
    if not found:
        return Section("causes", "Why it stalled", _none(dossier))
    first = found[0].cause
    opening: list[Block] = []
    if dossier.is_quick:
        opening.append(
            paragraph(
                "A quick call cannot weigh all causes against each other. These are the ones that "
                "the answers so far point to."
            )
        )
    elif len(found) > 1 and first.first:
        opening.append(
            paragraph(
                f"{sentence(counted_in_words(len(found), 'cause'))[:-1]} stand out. ",
                strong(first.title),
                " comes first: work on the others cannot cure it.",
            )
        )
    return Section(
        "causes",
        "Why it stalled",
        tuple(opening),
        tuple(_cause(dossier, cause) for cause in found),
    )


def _cause(dossier: Dossier, found: FoundCause) -> Section:
    cause = found.cause
    return Section(
        f"cause-{cause.id}",
        cause.title,
        (
            paragraph(sentence(cause.short), " What points to it:"),
            *bullets(
                *(
                    line(strong(dossier.short(question)), f": {dossier.said(question)}")
                    for question in found.evidence
                )
            ),
            paragraph(
                *_cure(dossier, found),
                f"Easily confused with: {sentence(clause(cause.confused_with))}",
            ),
        ),
    )


def _cure(dossier: Dossier, found: FoundCause) -> tuple[str, ...]:
    strategy = dossier.strategy
    if strategy is None or strategy.kind == "end":
        return ()
    actions = [a for question in found.evidence if (a := dossier.action_for(question))]
    titles = list(dict.fromkeys(clause(a.chosen.action.title) for a in actions))[:MOST_CURES]
    return (f"In the plan against it: {listed(titles)}. ",) if titles else ()


def _none(dossier: Dossier) -> tuple[Block, ...]:
    weak = sorted(
        (
            question
            for question in dossier.applicable
            if question.id in dossier.triage.reading.levels
        ),
        key=lambda q: (
            dossier.triage.reading.levels[q.id] / q.top,
            -dossier.engine.scale.weight(q.id, dossier.triage.reading),
        ),
    )[:MOST_WEAK]
    if not weak:
        return (paragraph("Too little is known to name a cause."),)
    return (
        paragraph(
            "No single cause stands out. Nothing is missing altogether, and many things are half "
            "done, which stalls a project more quietly. The weakest answers were:"
        ),
        *bullets(*(line(strong(q.short), f": {dossier.said(q.id)}") for q in weak)),
    )
