"""Section 4: why it stalled, each cause with the answers that point to it."""

from __future__ import annotations

from unstall.questionnaire.actions import Cause
from unstall.questionnaire.questions import Question
from unstall.report.blocks import Block, Section, bullets, line, paragraph, strong
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, clause, counted_in_words, in_words, listed, sentence
from unstall.triage.findings import FoundCause

MOST_WEAK = 3
MOST_CURES = 2
_QUOTES = "'‘“\""


def causes(dossier: Dossier) -> Section:
    """Compose the section on causes."""
    found = dossier.triage.causes
    if not found:
        return Section("causes", "Why it stalled", _none(dossier))
    return Section(
        "causes",
        "Why it stalled",
        _opening(dossier, found),
        tuple(_cause(dossier, cause) for cause in found),
    )


def _opening(dossier: Dossier, found: tuple[FoundCause, ...]) -> tuple[Block, ...]:
    if dossier.is_quick:
        return (
            paragraph(
                "A quick call cannot weigh all causes against each other. This is what the answers "
                "so far point to, and the full triage may add to it."
            ),
        )
    if len(found) == 1:
        return (paragraph("One cause stands out from the others."),)
    count = capitalised(counted_in_words(len(found), "cause"))
    if found[0].cause.first:
        return (
            paragraph(
                f"{count} stand out. ",
                strong(found[0].cause.title),
                " comes first, because work on the others cannot cure it.",
            ),
        )
    return (paragraph(f"{count} stand out, the strongest first."),)


def _cause(dossier: Dossier, found: FoundCause) -> Section:
    return Section(
        f"cause-{found.cause.id}",
        found.cause.title,
        (
            paragraph(f"{sentence(found.cause.short)} What points to it:"),
            *bullets(
                *(
                    line(strong(dossier.short(question)), f": {dossier.said(question)}")
                    for question in found.evidence
                )
            ),
            *_cure(dossier, found),
            *_confusion(dossier, found.cause),
        ),
    )


def _cure(dossier: Dossier, found: FoundCause) -> tuple[Block, ...]:
    strategy = dossier.strategy
    if strategy is None or strategy.kind == "end":
        return ()
    planned = [placed for q in found.evidence if (placed := dossier.action_for(q))]
    titles = list(dict.fromkeys(f"“{p.chosen.action.title}”" for p in planned))[:MOST_CURES]
    return (paragraph(f"The plan answers it with {listed(titles)}."),) if titles else ()


def _confusion(dossier: Dossier, cause: Cause) -> tuple[Block, ...]:
    other = next(
        (
            candidate
            for candidate in dossier.questionnaire.causes
            if candidate != cause and candidate.title in cause.confused_with
        ),
        None,
    )
    with_ = (
        cause.confused_with if cause.confused_with[0] in _QUOTES else clause(cause.confused_with)
    )
    text = sentence(f"Easily confused with {with_}")
    if other is None:
        return (paragraph(text),)
    found = {entry.cause.id for entry in dossier.triage.causes}
    here = "Here both show." if other.id in found else "Of the two, only this one shows here."
    return (paragraph(f"{text} {here}"),)


def _none(dossier: Dossier) -> tuple[Block, ...]:
    levels = dossier.triage.reading.levels
    weak = sorted(
        (q for q in dossier.applicable if levels.get(q.id, q.top) < q.top),
        key=lambda q: _reach(dossier, q),
    )[:MOST_WEAK]
    if not weak:
        return (paragraph("Too little is known to name a cause."),)
    worst = levels[weak[0].id]
    if worst > 0:
        text = (
            "No cause stands out. Nothing is missing altogether; much is half done, which stalls a "
            "project more quietly than a gap. The weakest answers:"
        )
    else:
        lacking = sum(level == 0 for level in levels.values())
        text = (
            "No cause stands out as a pattern. What shows is "
            f"{'a single gap' if lacking == 1 else f'{in_words(lacking)} single gaps'} in a "
            "project that is otherwise in fair order. The weakest answers:"
        )
    return (
        paragraph(text),
        *bullets(*(line(strong(q.short), f": {dossier.said(q.id)}") for q in weak)),
    )


def _reach(dossier: Dossier, question: Question) -> tuple[float, int]:
    level = dossier.triage.reading.levels[question.id]
    weight = dossier.engine.scale.weight(question.id, dossier.triage.reading)
    return level / question.top, -weight
