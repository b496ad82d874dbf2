"""The course of a call: the questions in order, the state of each, and where to go from one.

Pure: works on the questions that are asked and on a reading; the order given is the order of the
call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.session.models import Answer, State
from unstall.triage.reading import Reading
from unstall.tui.drawn import Line, drawn, fitted, width_of
from unstall.tui.rows import Row, Span, Tone
from unstall.tui.wording.last_time import ListMark

Which = Literal["all", "unanswered", "unknown"]
"""Which questions the list shows."""

WHICH: Mapping[Which, str] = {
    "all": "all questions",
    "unanswered": "not answered",
    "unknown": "don't know",
}
"""The filters in the order in which a key goes through them, with what the list is then called."""

Order = Literal["sections", "value"]
"""In which order the questions are gone through."""

ORDER: Mapping[Order, str] = {
    "sections": "section by section",
    "value": "by value of knowing",
}
"""The orders in which a key goes through them, in words."""

CURSOR = "▸"
MARKS: Mapping[State, tuple[str, Tone]] = {
    "level": ("✓", "good"),
    "unknown": ("?", "warn"),
    "not-applicable": ("–", "dim"),
    "unanswered": ("·", "dim"),
    "hidden": (" ", "dim"),
}
"""How each state is marked in lists."""

_SHORT_TITLE = 3


def next_open(questions: Sequence[Question], reading: Reading, after: str | None) -> str | None:
    """Find the next question without any answer, from the top again after the last one.

    Args:
        questions: The questions of the call, in order.
        reading: The answers.
        after: Where to start; None, or a question that is not asked, starts at the top.

    Returns:
        Its id; None if every question is answered.
    """
    ids = [question.id for question in questions]
    start = ids.index(after) + 1 if after in ids else 0
    return next(
        (id_ for id_ in (*ids[start:], *ids[:start]) if reading.state(id_) == "unanswered"), None
    )


def worth_first(
    questions: Sequence[Question], reading: Reading, order: Sequence[str]
) -> tuple[Question, ...]:
    """Put the questions without any answer first, by an order of ids; the others stay as they are.

    Args:
        questions: The questions of the call, in order.
        reading: The answers.
        order: Question ids, the one most worth asking first; may name others as well.
    """
    places = {question: place for place, question in enumerate(order)}
    open_ = [q for q in questions if reading.state(q.id) == "unanswered"]
    others = [q for q in questions if reading.state(q.id) != "unanswered"]
    return (*sorted(open_, key=lambda q: places.get(q.id, len(places))), *others)


def answered_before(
    questions: Sequence[Question], answers: Mapping[str, Answer], at: str | None
) -> str | None:
    """Find the question that was answered before this one, or last of all if this one is open.

    Goes by the moment of each answer, and by the order of the call where two are alike.
    """
    moments = [
        (answer.at.timestamp() if answer.at else 0.0, place, question.id)
        for place, question in enumerate(questions)
        if (answer := answers.get(question.id)) and answer.state != "unanswered"
    ]
    order = [id_ for _, _, id_ in sorted(moments)]
    if at not in order:
        return order[-1] if order else None
    place = order.index(at)
    return order[place - 1] if place else None


def shown(
    questions: Sequence[Question], reading: Reading, which: Which, at: str | None
) -> tuple[Question, ...]:
    """Choose the questions of a filter; the one at hand is always among them."""
    return tuple(
        question
        for question in questions
        if which == "all" or question.id == at or reading.state(question.id) == which
    )


def beside(questions: Sequence[Question], at: str | None, step: int) -> str | None:
    """Find the question `step` places further on, stopping at both ends."""
    ids = [question.id for question in questions]
    if not ids:
        return None
    if at not in ids:
        return ids[0]
    return ids[min(max(ids.index(at) + step, 0), len(ids) - 1)]


def found(questions: Sequence[Question], typed: str) -> tuple[Question, ...]:
    """Find questions by part of their title, prompt or id: titles that begin with it come first.

    Several words must all be there, in any order. Nothing typed finds all.
    """
    words = typed.casefold().split()
    if not words:
        return tuple(questions)

    def rank(question: Question) -> int | None:
        title = question.short.casefold()
        if title.startswith(" ".join(words)):
            return 0
        for place, text in enumerate((title, question.id, question.prompt.casefold()), start=1):
            if all(word in text for word in words):
                return place
        everything = f"{title} {question.id} {question.prompt.casefold()}"
        return 9 if all(word in everything for word in words) else None

    ranked = [(rank(question), question) for question in questions]
    hits = [(place, question) for place, question in ranked if place is not None]
    return tuple(question for _, question in sorted(hits, key=lambda hit: hit[0]))


def position(questions: Sequence[Question], question: Question) -> tuple[int, int]:
    """Tell which of its section's questions this is, counted from 1, and of how many."""
    ids = [other.id for other in questions if other.section == question.section]
    return (ids.index(question.id) + 1 if question.id in ids else 0), len(ids)


def list_lines(
    questionnaire: Questionnaire,
    questions: Sequence[Question],
    reading: Reading,
    at: str | None,
    width: int,
    *,
    worth: Mapping[str, str] | None = None,
    marks: Mapping[str, ListMark] | None = None,
) -> list[Line]:
    """Draw the list: headings, and a mark, the title and the level of each question.

    Args:
        questionnaire: Where the titles come from.
        questions: What is listed, in order.
        reading: The answers.
        at: The question at hand.
        width: Cells of a line.
        worth: Question id → the heading under which it stands while it is not answered; those
            without one stand under their sections.
        marks: In a re-run, question id → its mark; those without one are marked by their state.
    """
    titles = {section.id: section.title for section in questionnaire.sections}
    lines: list[Line] = []
    above = None
    for question in questions:
        heading = titles[question.section]
        if worth and reading.state(question.id) == "unanswered":
            heading = worth.get(question.id, heading)
        if heading != above:
            above = heading
            lines += drawn([Row(((heading, "dim"),), rule=True, cut=True)], width)
        mark = (marks or {}).get(question.id)
        lines.append(_question_line(question, reading, question.id == at, width, mark))
    return lines


def list_titles(which: Which, order: Order, *, may_stop: bool) -> tuple[str, ...]:
    """Name what the list shows and in which order, the longest form first; blank if all as usual.

    That one can stop comes first, and stays longest.
    """
    stop = "✓ you can stop here" if may_stop else ""
    filter_ = "" if which == "all" else WHICH[which]
    short = "" if order == "sections" else "by value"
    long = "" if order == "sections" else ORDER[order]
    forms = ((stop, filter_, long), (stop, filter_, short), (stop, short), (stop,))
    titles = (" · ".join(part for part in form if part) for form in forms)
    return tuple(dict.fromkeys(titles))


def question_lines(
    questions: Sequence[Question], reading: Reading, at: str | None, width: int
) -> list[Line]:
    """Draw questions in the order given, without headings."""
    return [_question_line(question, reading, question.id == at, width) for question in questions]


def _question_line(
    question: Question, reading: Reading, here: bool, width: int, again: ListMark | None = None
) -> Line:
    mark, tone = MARKS[reading.state(question.id)]
    level = reading.levels.get(question.id)
    number = "" if level is None else f" {level + 1}"
    if again is not None:
        mark, tone, number = again.mark, again.tone, again.right
    room = max(width - 3 - len(number), 1)
    title: Tone = "strong" if here else "plain" if mark == "·" else "dim"
    spans: tuple[Span, ...] = (
        (CURSOR if here else " ", "accent"),
        (f"{mark} ", tone),
        (fitted(question.short, room), title),
        (number, "dim"),
    )
    return Line(tuple(span for span in spans if span[0]), question.id, here)


def progress_line(
    questionnaire: Questionnaire,
    questions: Sequence[Question],
    reading: Reading,
    at: str | None,
    width: int,
    *,
    marks: Mapping[str, ListMark] | None = None,
) -> Line:
    """Draw one mark per question, by section, as long a form as the width allows.

    From titles in full to the title of the section at hand alone, to its place in numbers.
    """
    titles = {section.id: section.title for section in questionnaire.sections}
    by_section: dict[str, list[Question]] = {}
    for question in questions:
        by_section.setdefault(question.section, []).append(question)
    current = next((question for question in questions if question.id == at), None)
    here = current.section if current else ""

    def line(others: int | None) -> Line:
        spans: list[Span] = []
        for section, members in by_section.items():
            if spans:
                spans.append(("  ", "plain"))
            title = (
                titles[section] if section == here or others is None else titles[section][:others]
            )
            if title:
                spans.append((f"{title} ", "strong" if section == here else "dim"))
            for question in members:
                mark, tone = MARKS[reading.state(question.id)]
                if again := (marks or {}).get(question.id):
                    mark, tone = again.mark, again.tone
                spans.append((CURSOR, "accent") if question.id == at else (mark, tone))
        return Line(tuple(spans))

    for form in (line(None), line(_SHORT_TITLE), line(0)):
        if width_of(form.spans) <= width:
            return form
    if current is None:
        return Line()
    place, of = position(questions, current)
    return Line(((fitted(f"{titles[here]} · {place} of {of}", width).rstrip(), "dim"),))
