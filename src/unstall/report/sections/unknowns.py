"""Section 10: what is not known, whom to ask, and whether it could change the recommendation."""

from __future__ import annotations

from unstall.report.blocks import Block, Line, line, paragraph, strong, table
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted_in_words, sentence
from unstall.triage.ask_next import WhyAsk
from unstall.triage.findings import Gap
from unstall.triage.flip_sets import deciding_questions

_WEIGHT: dict[WhyAsk, str] = {
    "gate": "together with others; a condition hangs on it",
    "floor": "together with others",
    "verdict": "yes, by itself",
    "margin": "together with others",
    "coverage": "together with others",
}


def unknowns(dossier: Dossier) -> tuple[Block, ...]:
    """List the answers that are missing, those that matter most first."""
    gaps = _to_list(dossier)
    if not gaps:
        return (*_all_known(dossier), *_left_for_full(dossier))
    rows = [_row(dossier, gap) for gap in _by_value(dossier, gaps)]
    columns = "To find out 5 | So far 2 | Whom to ask 3 | What to ask to see 6"
    if dossier.strategy is None:
        return (*table(columns, *rows), *_left_for_full(dossier))
    columns += " | Could it change the advice? 3"
    return (paragraph(_order(dossier)), *table(columns, *rows), *_left_for_full(dossier))


def _to_list(dossier: Dossier) -> tuple[Gap, ...]:
    """List what this depth asks for, and what else could change the recommendation by itself."""
    gaps = dossier.triage.gaps
    if not dossier.is_quick or dossier.strategy is None:
        return gaps
    listed = {gap.question.id for gap in gaps}
    questions = dossier.questionnaire.question_by_id
    also = [
        Gap(questions[asked.question], asked=False, for_gates=asked.gates)
        for asked in dossier.outlook.ask_next
        if asked.could_change and asked.question not in listed
    ]
    return (*gaps, *also)


def _order(dossier: Dossier) -> str:
    if dossier.outlook.settled:
        return (
            "Nothing left to ask can change the strategy. It is worth knowing for the plan alone."
        )
    return "What is most worth knowing stands first."


def _by_value(dossier: Dossier, gaps: tuple[Gap, ...]) -> list[Gap]:
    places = {asked.question: place for place, asked in enumerate(dossier.outlook.ask_next)}
    return sorted(gaps, key=lambda gap: places.get(gap.question.id, len(places)))


def first_to_ask(dossier: Dossier) -> tuple[Block, ...]:
    """List what a recommendation waits for, and say how much can wait until there is one."""
    gaps = _by_value(dossier, dossier.triage.gaps)
    first = [gap for gap in gaps if gap.question.quick]
    later = len(dossier.triage.gaps) - len(first)
    columns = "To find out 5 | So far 2 | Whom to ask 3 | What to ask to see 6"
    rest = counted_in_words(later, "more question is open. It", "more questions are open. They")
    return (
        *table(columns, *(_row(dossier, gap) for gap in first)),
        *((paragraph(f"{capitalised(rest)} can wait until these are answered."),) if later else ()),
        *_left_for_full(dossier),
    )


def _all_known(dossier: Dossier) -> tuple[Block, ...]:
    if dossier.is_quick:
        return (paragraph("Everything that the quick call asks for has an answer."),)
    return (
        paragraph(
            "Every question has an answer. What remains open is how well the answers are known; "
            "section 2 says it."
        ),
    )


def _row(dossier: Dossier, gap: Gap) -> tuple[Line, ...]:
    question = gap.question
    so_far = "asked, not known" if gap.asked else dossier.said(question.id)
    cells = [
        line(strong(question.short), f": {question.prompt}"),
        line(so_far),
        line(sentence(dossier.whom(question.id))),
        line(sentence(question.evidence)),
    ]
    if dossier.strategy is not None:
        cells.append(line(_weight(dossier, gap)))
    return tuple(cells)


def _weight(dossier: Dossier, gap: Gap) -> str:
    if dossier.outlook.settled:
        return "no"
    found = next((a for a in dossier.outlook.ask_next if a.question == gap.question.id), None)
    if found is None or gap.question.id not in deciding_questions(dossier.questionnaire):
        return "no"
    return "yes, by itself" if found.could_change else _WEIGHT[found.because]


def _left_for_full(dossier: Dossier) -> tuple[Block, ...]:
    if not dossier.is_quick:
        return ()
    listed = {gap.question.id for gap in _to_list(dossier)}
    left = [
        question
        for question in dossier.applicable
        if dossier.triage.reading.state(question.id) == "unanswered" and question.id not in listed
    ]
    if not left:
        return ()
    count = counted_in_words(len(left), "further question belongs", "further questions belong")
    was = "was" if len(left) == 1 else "were"
    return (paragraph(f"{capitalised(count)} to the full triage and {was} not asked."),)
