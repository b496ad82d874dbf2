"""What a re-run says of last time's answers: on the card, in the list, and beside facts.

Pure. Nothing is said by colour alone: every state has a mark of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unstall.questionnaire.questions import Fact, Question
from unstall.report.phrases import counted
from unstall.session.models import Answer, Session
from unstall.session.rerun import LastTime, Since, Why, since, why_here
from unstall.tui.country import day_in_words, number_in_words
from unstall.tui.rows import Tone

REASONS: Mapping[Why, str] = {
    "done": "worked on since",
    "planned": "was to be worked on",
    "unseen": "nobody was shown it",
    "unknown": "nobody knew",
    "in-place-unseen": "taken on trust",
    "may-move": "seen, below the top",
    "in-place": "seen, at the top",
    "not-applicable": "did not apply",
    "open": "no answer last time",
    "ask-again": "levels changed: ask again",
    "new": "new this time",
}
"""Why a question stands where it stands, for the title of its card."""

BECAME: Mapping[Since, str] = {
    "open": "",
    "confirmed": "as last time",
    "changed": "changed since last time",
    "answered": "new this time",
}
"""What became of it, in the same place once it is gone through."""

MARKS: Mapping[Since, tuple[str, Tone]] = {
    "open": ("·", "dim"),
    "confirmed": ("=", "good"),
    "changed": ("≠", "warn"),
}
"""How lists mark what became of a question; one with nothing to hold it against is marked as in
any other session."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the card says of last time."""

    text: str
    """The answer with its level in words, the day, and how it was known."""
    note: str = ""
    """What was written beside it; blank if nothing was, or if it stands there still."""
    level: str | None = None
    """The level to be marked among the levels, while nothing is answered now."""
    can_confirm: bool = False


@dataclass(frozen=True, slots=True)
class ListMark:
    """How a list shows a question in a re-run."""

    mark: str
    tone: Tone
    right: str = ""
    """The level, or the one of then and the one of now."""


def said_last_time(question: Question, last: LastTime, now: Answer, locale: str = "en-GB") -> Said:
    """Say what was answered to a question the last time."""
    then = last.answer(question.id)
    beside = last.answers.get(question.id, Answer())
    note = "" if beside.note == now.note else beside.note or ""
    if then is None:
        return Said(_nothing(question, last, locale), note)
    day = day_in_words(then.at.date() if then.at else last.assessed, locale)
    is_open = now.state == "unanswered"
    if then.unknown:
        text = f"don't know, on {day}" + (f"; to find out: {then.ask}" if then.ask else "")
    elif then.not_applicable is not None:
        text = f"not applicable, on {day}: {then.not_applicable}"
    else:
        index = question.level_index(then.level or "") or 0
        other = " (on other levels then)" if question.id in last.rescaled else ""
        known, label = then.known or "stated", question.levels[index].label
        text = f"{index + 1}{other}, {known} on {day}: {label}"
        if then.evidence and then.evidence != now.evidence:
            text = f"{text} Shown: {then.evidence}"
    return Said(text, note, then.level if is_open else None, can_confirm=is_open)


def _nothing(question: Question, last: LastTime, locale: str) -> str:
    day = day_in_words(last.assessed, locale)
    if question.id in last.ask_again:
        return f"on {day}, on other levels, to be asked again: {last.ask_again[question.id]}"
    if question.id in last.added:
        return f"not asked on {day}: the question is new"
    return f"no answer on {day}"


def place_in_words(question: Question, last: LastTime, session: Session) -> str:
    """Say in few words why the question comes here, or what became of it."""
    return BECAME[since(session, last, question.id)] or REASONS[why_here(question, last)]


def list_marks(
    questions: Sequence[Question], last: LastTime, session: Session
) -> dict[str, ListMark]:
    """Give the marks of all questions that last time says something about."""
    marks = {}
    for question in questions:
        became = since(session, last, question.id)
        if became in MARKS:
            then, now = last.answer(question.id), session.answers.get(question.id)
            before, after = _short(question, then), _short(question, now)
            mark, tone = MARKS[became]
            right = {"open": f"({before})", "changed": f"{before}→{after}"}.get(became, after)
            marks[question.id] = ListMark(mark, tone, f" {right}" if before else "")
    return marks


def _short(question: Question, answer: Answer | None) -> str:
    if answer is None:
        return ""
    if answer.unknown:
        return "?"
    if answer.not_applicable is not None:
        return "–"
    index = question.level_index(answer.level or "")
    return "" if index is None else str(index + 1)


def months_passed(fact: Fact, value: object, since: date, today: date, locale: str) -> str:
    """Say how many months have passed since a fact was given that counts months; else nothing.

    What it would be by now is only told: nobody has said that it went on.
    """
    if fact.kind != "number" or fact.unit != "months" or not isinstance(value, (int, float)):
        return ""
    months = (today.year - since.year) * 12 + today.month - since.month
    months -= today.day < since.day
    if months < 1:
        return ""
    by_now = number_in_words(value + months, locale)
    passed = counted(months, "month")
    return f"{passed} {'has' if months == 1 else 'have'} passed: {by_now} if it went on."


def all_gone_through(session: Session, last: LastTime, questions: Sequence[Question]) -> str:
    """Say how a re-run has ended: "40 gone through: 37 as last time, 3 changed."."""
    became = [since(session, last, question.id) for question in questions]
    parts = [
        f"{became.count(kind)} {words}"
        for kind, words in (
            ("confirmed", "as last time"), ("changed", "changed"), ("answered", "new"),
        )
        if kind in became
    ]  # fmt: skip
    return f"All gone through: {', '.join(parts)}." if parts else ""


def again_in_words(last: LastTime, locale: str) -> str:
    """Explain the signs of a re-run, for the help."""
    return (
        f"A re-run of the triage of {day_in_words(last.assessed, locale)}. › marks the level of "
        "then, and Enter confirms it with all that stood beside it. In the list = is as last "
        "time, ≠ has changed, and · is still to be gone through, with last time's level in "
        "brackets. What was worked on since, and what nobody was shown, comes first in its section."
    )
