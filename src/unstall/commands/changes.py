"""From NAME=VALUE arguments to changes of a session, all read before the first is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from unstall.commands.days import day_given
from unstall.commands.output import one_line, quoted
from unstall.errors import UsageError
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Depth
from unstall.session import edit
from unstall.session.models import KnownHow, Session

Change = Callable[[Session], Session]
"""Gives the changed session; raises `SessionError` for what the questionnaire does not have."""

_WAYS: dict[str, KnownHow] = {"stated": "stated", "corroborated": "corroborated", "seen": "seen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody gave to be recorded, as it was typed."""

    answers: Sequence[str] = ()
    """QUESTION=LEVEL, and so on."""
    facts: Sequence[str] = ()
    notes: Sequence[str] = ()
    evidence: Sequence[str] = ()
    asks: Sequence[str] = ()
    known: Sequence[str] = ()
    soon: Sequence[str] = ()
    depth: Depth | None = None
    currency: str | None = None
    holidays: str | None = None
    left_from: str | None = None

    @property
    def is_nothing(self) -> bool:
        """Nothing was given at all."""
        return self == Given()


def changes(questionnaire: Questionnaire, given: Given, at: datetime) -> list[Change]:
    """Read everything that was given; an empty value takes something back.

    Raises `UsageError` for what is not of the form NAME=VALUE, or is given twice.
    """
    made: list[Change] = []
    for question, level in _pairs(given.answers, "QUESTION=LEVEL"):
        made.append(_answer(questionnaire, question, level, at))
    for name, typed in _pairs(given.facts, "--fact NAME=VALUE"):
        made.append(_fact(questionnaire, name, typed))
    for kind, texts in (("note", given.notes), ("evidence", given.evidence), ("ask", given.asks)):
        for question, text in _pairs(texts, f"--{kind} QUESTION=TEXT"):
            made.append(_text(questionnaire, kind, question, text))
    for question, how in _pairs(given.known, "--known QUESTION=HOW"):
        made.append(_known(questionnaire, question, how))
    for question, when in _pairs(given.soon, "--soon QUESTION=WHEN"):
        made.append(_soon(questionnaire, question, when))
    if given.depth is not None:
        made.append(_depth(given.depth))
    if given.currency is not None:
        made.append(_currency(given.currency))
    if given.holidays is not None:
        made.append(_holidays(given.holidays))
    if given.left_from is not None:
        made.append(_left_from(given.left_from))
    return made


def _answer(questionnaire: Questionnaire, question: str, level: str, at: datetime) -> Change:
    if not one_line(level):
        return lambda session: edit.clear_answer(session, questionnaire, question)
    return lambda session: edit.answer(session, questionnaire, question, level, at=at)


def _fact(questionnaire: Questionnaire, name: str, typed: str) -> Change:
    return lambda session: edit.set_fact(session, questionnaire, name, typed)


def _text(questionnaire: Questionnaire, kind: str, question: str, text: str) -> Change:
    given = {kind: text}
    return lambda session: edit.annotate(
        session,
        questionnaire,
        question,
        note=given.get("note"),
        evidence=given.get("evidence"),
        ask=given.get("ask"),
    )


def _known(questionnaire: Questionnaire, question: str, how: str) -> Change:
    word = one_line(how).casefold()
    if word and word not in _WAYS:
        raise UsageError(
            f"{quoted(question)}: {quoted(how)} is no way of knowing",
            hint="Write stated, corroborated or seen.",
        )
    return lambda session: edit.set_known(session, questionnaire, question, _WAYS.get(word))


def _soon(questionnaire: Questionnaire, question: str, when: str) -> Change:
    return lambda session: edit.set_how_soon(session, questionnaire, question, when)


def _depth(depth: Depth) -> Change:
    return lambda session: edit.set_depth(session, depth)


def _currency(code: str) -> Change:
    return lambda session: edit.set_currency(session, code)


def _left_from(typed: str) -> Change:
    day = day_given(typed, "--left-from") if typed.strip() else None
    return lambda session: edit.set_left_from(session, day)


def _holidays(place: str) -> Change:
    return lambda session: edit.set_holidays(session, place)


def _pairs(given: Iterable[str], form: str) -> Iterator[tuple[str, str]]:
    """Divide at the first =; a name may come once, so that no order of changes matters."""
    seen: set[str] = set()
    for pair in given:
        name, equals, value = pair.partition("=")
        name = one_line(name)
        if not equals or not name:
            raise UsageError(f"{quoted(pair)} is not of the form {form}")
        if name in seen:
            raise UsageError(f"{quoted(name)} is given twice", hint="Keep one of the two.")
        seen.add(name)
        yield name, value
