"""Appendices: every answer as it was given, and the method with its limits."""

from __future__ import annotations

from unstall.questionnaire.questions import Question
from unstall.report.blocks import (
    Block,
    Line,
    Section,
    Table,
    bullets,
    line,
    paragraph,
    strong,
    table,
)
from unstall.report.changing import tolerance_in_words
from unstall.report.dossier import REGULATED, SPENT, Dossier
from unstall.report.phrases import sentence
from unstall.triage.robustness import POINTS_WITHIN
from unstall.triage.truth import compile_optional

HOW_KNOWN = {"stated": "stated", "corroborated": "corroborated", "seen": "seen"}
STEP = 5
"""Percentages are rounded to multiples of this."""


def answers(dossier: Dossier) -> Section:
    """Compose the appendix with every answer, section by section."""
    by_section = {
        section.id: [q for q in dossier.questionnaire.call_order if q.section == section.id]
        for section in dossier.questionnaire.sections
    }
    parts = tuple(
        Section(f"answers-{section.id}", section.title, _answers(dossier, by_section[section.id]))
        for section in dossier.questionnaire.sections
    )
    return Section(
        "answers",
        "Answers",
        (
            paragraph(
                "Every question that was to be asked, with the level that was chosen in its own "
                "words. Levels are counted from 1, the worst."
            ),
        ),
        tuple(part for part in parts if not part.is_empty),
        number="A",
    )


def _answers(dossier: Dossier, questions: list[Question]) -> tuple[Table, ...]:
    rows = [row for question in questions if (row := _answer(dossier, question)) is not None]
    return table("Question 5 | Answer 6 | Level 1 | Known how 2 | Note 4", *rows)


def _answer(dossier: Dossier, question: Question) -> tuple[Line | str, ...] | None:
    reading, answer = dossier.triage.reading, dossier.answer(question.id)
    level, state = reading.levels.get(question.id), reading.state(question.id)
    title = line(strong(question.short), f". {question.prompt}")
    note = _notes(dossier, question.id)
    if level is not None:
        known = HOW_KNOWN[answer.known] if answer.known else "stated"
        of = f"{level + 1} of {question.top + 1}"
        return title, question.levels[level].label, of, known, note
    if state == "not-applicable":
        reason = answer.not_applicable or ""
        return title, f"Does not apply: {reason}", "–", "–", note
    if question not in dossier.applicable:
        return None
    if state == "unknown":
        return title, "Not known.", "–", "–", note
    if dossier.is_quick and not question.quick:
        return None
    return title, "Not asked yet.", "–", "–", note


def _notes(dossier: Dossier, question: str) -> str:
    answer = dossier.answer(question)
    parts = [
        answer.note,
        f"Shown: {answer.evidence}" if answer.evidence else None,
        f"To ask: {answer.ask}" if answer.ask else None,
        f"Risk accepted by {answer.accepted.by}: {answer.accepted.why}"
        if answer.accepted
        else None,
    ]
    return " ".join(sentence(part) for part in parts if part)


def method(dossier: Dossier) -> Section:
    """Compose the appendix on method and limits."""
    return Section(
        "method",
        "Method and limits",
        _method(dossier),
        (
            Section("method-standing", "How firmly it stands", _standing(dossier)),
            Section("method-readiness", "Readiness in figures", _readiness(dossier)),
            Section("method-points", "Points, answer by answer", _points(dossier)),
            *_legal(dossier),
            *_not_used(dossier),
        ),
        number="B",
    )


def _method(dossier: Dossier) -> tuple[Block, ...]:
    questionnaire, procedure = dossier.questionnaire, dossier.questionnaire.procedure
    bands = [b for b in questionnaire.bands if b.below is not None]
    marks = ", ".join(f"{b.title} below {_percent(b.below or 0)}" for b in bands)
    lines = [
        "Each answer is the highest level of which every word is true. How it is known changes no "
        "score; it sets how sure the report may sound.",
        "What nobody knows, or nobody asked, counts as the worst level at the low end and as the "
        "best at the high end. It widens the range and never disappears from it.",
        "Readiness is the weighted share of what could be reached. Bands go by the low end: "
        f"{marks}, and {questionnaire.bands[-1].title} above. A part that holds a launch blocker "
        f"is never above {_band_title(dossier, procedure.band_when_blocked)}.",
        "The recommendation asks in order: is it worth going on, is there a mandate, and only then "
        "which way. A condition that is not met closes a way, and no points open it again.",
        f"Stopping needs a reason of its own and {procedure.stop_mark} points. It is never "
        "outweighed by a healthy team and never follows from general weakness.",
        "The ways forward are compared by points on one scale. Less than "
        f"{procedure.close_call_points} points apart is a close call; fewer than "
        f"{procedure.weak_fit_below} is open rather than good.",
        "Effort is counted up from the actions and sized by the answers. Usual durations are "
        "typical claims of people who sell such work, and stand beside the effort for comparison.",
        "All points, weights and durations are expert judgement. Nobody has data to calibrate "
        "them.",
        "The advice rests on the answers in this report alone. No other project was consulted.",
        f"Questionnaire: {questionnaire.title}, version {questionnaire.version}.",
    ]
    return bullets(*lines)


def _band_title(dossier: Dossier, band: str) -> str:
    return next(b.title for b in dossier.questionnaire.bands if b.id == band)


def _standing(dossier: Dossier) -> tuple[Block, ...]:
    found = dossier.outlook.robustness
    strategies = dossier.questionnaire.strategies
    draws = dossier.formats.number(found.draws)
    within = _percent(POINTS_WITHIN)
    return (
        paragraph(
            f"The whole procedure was run {draws} times. Each time what is not known took one of "
            f"its levels at random, and every set of points was drawn within {within} of what it "
            "is worth. The shares say how often each strategy came out (stochastic multicriteria "
            "acceptability analysis, Lahdelma and Salminen 2001): how much hangs on what is not "
            "known and on the points, and not how likely a strategy is to succeed."
        ),
        *table(
            "Strategy 5 | Share of the runs 2",
            *((s.title, _percent(found.acceptability[s.id])) for s in strategies),
        ),
        *((paragraph(text),) if (text := tolerance_in_words(dossier, step=STEP)) else ()),
    )


def _readiness(dossier: Dossier) -> tuple[Block, ...]:
    views = dict.fromkeys(
        ["sections"] if dossier.is_quick else [r.view for r in dossier.triage.readiness]
    )
    found = [r for view in views for r in dossier.triage.of_view(view)]
    return table(
        "Part 5 | From 1 | To 1 | Known 1",
        *((r.title, _percent(r.low), _percent(r.high), _percent(r.coverage)) for r in found),
    )


def _percent(share: float) -> str:
    return f"{round(share * 100 / STEP) * STEP} %"


def _points(dossier: Dossier) -> tuple[Block, ...]:
    strategies = dossier.questionnaire.strategies
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for case in dossier.triage.cases:
        for addition in case.all_:
            kind = "base" if addition.kind == "base" else addition.kind
            key = (kind, "" if kind == "base" else addition.id)
            rows.setdefault(key, {})[case.strategy] = addition.points
    ordered = sorted(rows, key=lambda key: key[0] != "base")
    body = [
        (_points_title(dossier, key), *(_signed(rows[key].get(s.id, 0)) for s in strategies))
        for key in ordered
    ]
    total = [
        (
            strong("Total"),
            *(strong(_signed(dossier.triage.decision.points[s.id], zero="0")) for s in strategies),
        )
    ]
    columns = "Answer or fact 5 | " + " | ".join(f"{_first_word(s.title)} 1" for s in strategies)
    return table(columns, *body, *total)


def _points_title(dossier: Dossier, key: tuple[str, str]) -> str:
    kind, id_ = key
    if kind == "base":
        return "Starting points"
    if kind == "question":
        top = dossier.questionnaire.question_by_id[id_].top
        return f"{dossier.short(id_)}: {dossier.triage.reading.levels[id_] + 1} of {top + 1}"
    rule = next(rule for rule in dossier.questionnaire.fact_points if rule.id == id_)
    return rule.because


def _first_word(title: str) -> str:
    return title.split(" ", 1)[0]


def _signed(points: int, zero: str = "·") -> str:
    if points == 0:
        return zero
    return f"+{points}" if points > 0 else f"−{-points}"


def _legal(dossier: Dossier) -> tuple[Section, ...]:
    if dossier.fact(REGULATED) == "no":
        return ()
    notes = [
        note
        for note in dossier.questionnaire.legal_notes
        if (holds := compile_optional(note.only_if, dossier.questionnaire)) is None
        or holds(dossier.triage.reading)
    ]
    if not notes:
        return ()
    latest = max(note.as_of for note in notes)
    return (
        Section(
            "method-legal",
            "Questions for compliance",
            (
                paragraph(
                    f"As of {dossier.formats.plain_day(latest)}. These are questions and no legal "
                    "advice; confirm with counsel. Nothing in this report was decided by them."
                ),
                *bullets(*(note.text for note in notes)),
            ),
        ),
    )


def _not_used(dossier: Dossier) -> tuple[Section, ...]:
    spent = dossier.fact(SPENT)
    if spent is None:
        return ()
    return (
        Section(
            "method-not-used",
            "Not used in this decision",
            (
                paragraph(
                    f"Money already spent: {dossier.formats.money(spent)}. It is the same "
                    "whichever way is taken, so it speaks for none of them."
                ),
            ),
        ),
    )
