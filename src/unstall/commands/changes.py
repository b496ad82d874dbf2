"""From NAME=VALUE arguments to changes of a session, all read before the first is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unstall.commands.days import day_given
from unstall.commands.output import one_line, quoted
from unstall.commands.pairs import pairs
from unstall.errors import Place, UsageError
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Depth
from unstall.session import edit, rerun
from unstall.session.ballot import role_id, with_role
from unstall.session.models import KnownHow, Session
from unstall.session.rerun import LastTime
from unstall.suggest import did_you_mean

Change = Callable[[Session], Session]
"""Gives the changed session; raises `SessionError` for what the questionnaire does not have."""

ALL = "all"
"""In place of a section: everything."""
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
    confirm: Sequence[str] = ()
    """In a re-run: questions and facts that are as they were last time."""
    confirm_rest: Sequence[str] = ()
    """Sections in which all that is left is as it was; `all` is everything, facts too."""
    role: str | None = None
    """In a ballot: the role in which its voter votes."""

    @property
    def needs_last_time(self) -> bool:
        """It cannot be read without what was said the last time."""
        return bool(self.confirm or self.confirm_rest)

    @property
    def is_nothing(self) -> bool:
        """Nothing was given at all."""
        return self == Given()


def changes(
    questionnaire: Questionnaire, given: Given, at: datetime, last: LastTime | None = None
) -> list[Change]:
    """Read everything that was given; an empty value takes something back.

    Raises `UsageError` for what is not of the form NAME=VALUE, or is given twice, and
    `SessionError` for the name of something to confirm that is not there.

    Args:
        questionnaire: The questionnaire of the session.
        given: What was given.
        at: The moment, with its offset from UTC.
        last: In a re-run, what was said the last time.
    """
    made: list[Change] = []
    for question, level in pairs(given.answers, "QUESTION=LEVEL"):
        made.append(_answer(questionnaire, question, level, at))
    for name, typed in pairs(given.facts, "--fact NAME=VALUE"):
        made.append(_fact(questionnaire, name, typed))
    if last is not None:
        made += _confirmed(questionnaire, given, at, last)
    for kind, texts in (("note", given.notes), ("evidence", given.evidence), ("ask", given.asks)):
        for question, text in pairs(texts, f"--{kind} QUESTION=TEXT"):
            made.append(_text(questionnaire, kind, question, text))
    for question, how in pairs(given.known, "--known QUESTION=HOW"):
        made.append(_known(questionnaire, question, how))
    for question, when in pairs(given.soon, "--soon QUESTION=WHEN"):
        made.append(_soon(questionnaire, question, when))
    if given.role is not None:
        made.append(_role(questionnaire, given.role))
    if given.depth is not None:
        made.append(_depth(given.depth))
    if given.currency is not None:
        made.append(_currency(given.currency))
    if given.holidays is not None:
        made.append(_holidays(given.holidays))
    if given.left_from is not None:
        made.append(_left_from(given.left_from))
    return made


def refuse_in_ballot(given: Given, path: Path) -> None:
    """Raise `UsageError` for what a ballot does not take: all but answers and a role."""
    if Given(answers=given.answers, role=given.role) != given:
        raise UsageError(
            "a ballot takes answers and a role, and nothing else",
            Place(path),
            "Say the rest when all are together.",
        )


def _confirmed(
    questionnaire: Questionnaire, given: Given, at: datetime, last: LastTime
) -> Iterator[Change]:
    """Confirm what is named, and then what is left: what is given anew goes before both."""
    anew = {pair.partition("=")[0].strip() for pair in (*given.answers, *given.facts)}
    for name in given.confirm:
        if one_line(name) in anew:
            raise UsageError(
                f"{quoted(name)} is both given and confirmed", hint="Keep one of the two."
            )
        yield _confirm(questionnaire, one_line(name), at, last)
    for section in given.confirm_rest:
        yield _confirm_rest(questionnaire, one_line(section), at, last)


def _confirm(questionnaire: Questionnaire, name: str, at: datetime, last: LastTime) -> Change:
    is_question = name in questionnaire.question_by_id
    if not is_question and name.replace("-", "_") in questionnaire.fact_by_id:
        return lambda session: rerun.confirm_fact(session, questionnaire, last, name)
    question = edit.find_question(questionnaire, name).id
    return lambda session: rerun.confirm(session, last, question, at=at)


def _confirm_rest(questionnaire: Questionnaire, name: str, at: datetime, last: LastTime) -> Change:
    known = [section.id for section in questionnaire.sections]
    if name not in (ALL, *known):
        raise UsageError(
            f"there is no section {quoted(name)}",
            hint=did_you_mean(name, (*known, ALL)) or f"Write {', '.join(known)} or {ALL}.",
        )
    asked = [q.id for q in questionnaire.questions if name in (ALL, q.section)]

    def change(session: Session) -> Session:
        session = rerun.confirm_all(session, last, asked, at=at)
        if name == ALL:
            session = rerun.confirm_all_facts(session, questionnaire, last)
        return session

    return change


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


def _role(questionnaire: Questionnaire, typed: str) -> Change:
    role = role_id(questionnaire, typed)
    return lambda session: with_role(session, role)
