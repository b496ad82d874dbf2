"""Checked changes of a session, the same for the command line and the app.

Every function gives a new session and leaves the old one as it was. Raises `SessionError` for what
the questionnaire does not have, with what it has instead, and `SessionClosedError` for a closed
session. A question that is hidden at the moment may be answered: the answer is kept and counts once
the question is asked again; only the triage can tell, so the caller says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from unstall.errors import Place, SessionClosedError, SessionError
from unstall.session.fact_text import parse_fact
from unstall.session.facts import check_fact
from unstall.session.models import (
    LAST_WEEK,
    MAX_NAME,
    MAX_TEXT,
    Accepted,
    Answer,
    KnownHow,
    PlannedAction,
    QuestionnaireRef,
    Result,
    Session,
)
from unstall.session.places import checked_place
from unstall.session.settling import settled_question
from unstall.session.typed import at_most, cleaned, one_line
from unstall.suggest import did_you_mean

if TYPE_CHECKING:
    from unstall.questionnaire.actions import Action
    from unstall.questionnaire.conditions import HowSoon
    from unstall.questionnaire.models import Questionnaire
    from unstall.questionnaire.questions import Depth, Fact, Level, Question

_NOT_APPLICABLE = "n/a"


def new_session(
    project: str,
    questionnaire: Questionnaire,
    *,
    sha256: str,
    now: datetime,
    client: str | None = None,
    depth: Depth = "quick",
) -> Session:
    """Begin a session: `now` has its offset from UTC, and its day is the day assessed.

    Raises `SessionError` for a name that is blank or longer than `MAX_NAME`.
    """
    name = at_most(one_line(project), MAX_NAME, "project")
    if not name:
        raise SessionError("the project has no name", Place(item="project"), "Give it one.")
    return Session(
        project=name,
        client=at_most(one_line(client or ""), MAX_NAME, "client") or None,
        depth=depth,
        opened=now.replace(microsecond=0),
        assessed=now.date(),
        questionnaire=QuestionnaireRef(
            id=questionnaire.id, version=questionnaire.version, sha256=sha256
        ),
    )


def answer(
    session: Session, questionnaire: Questionnaire, question_id: str, value: str, *, at: datetime
) -> Session:
    """Record an answer; what stands beside it (note, evidence, how we know) stays.

    `value` is a level's id, its number as on screen (1 is the worst), `unknown`, or `n/a:reason`.
    The same answer again changes nothing, not even `at`. Where there are votes on the question, it
    is marked as decided so. In a ballot only what it asks can be answered.
    """
    refuse_if_closed(session)
    question = find_question(questionnaire, question_id)
    if session.ballot and question.id not in session.ballot.questions:
        hint = f"It asks {', '.join(session.ballot.questions)}."
        raise SessionError("this ballot does not ask that", Place(item=question.id), hint)
    before = session.answers.get(question.id, Answer())
    state = _state(questionnaire, question, cleaned(value))
    voted = "decided" if question.id in session.votes else None
    is_same = all(getattr(before, key) == state.get(key) for key in _STATE_KEYS)
    if is_same and (before.voted or not voted):
        return session
    blank = dict.fromkeys((*_STATE_KEYS, "confirmed"))
    beside = {"voted": voted, "at": at.replace(microsecond=0)}
    after = before.model_copy(update={**blank, **state, **beside})
    return session.with_answer(question.id, after)


def clear_answer(session: Session, questionnaire: Questionnaire, question_id: str) -> Session:
    """Make a question unanswered again; what stands beside the answer stays."""
    refuse_if_closed(session)
    question = find_question(questionnaire, question_id)
    before = session.answers.get(question.id, Answer())
    blank = dict.fromkeys((*_STATE_KEYS, "at", "confirmed", "voted"))
    return session.with_answer(question.id, before.model_copy(update=blank))


_STATE_KEYS = ("level", "unknown", "not_applicable")


def _state(questionnaire: Questionnaire, question: Question, value: str) -> dict[str, Any]:
    word, colon, reason = value.partition(":")
    if word.strip().casefold() == _NOT_APPLICABLE:
        if not (colon and reason.strip()):
            raise SessionError(
                "not applicable needs a reason",
                Place(item=question.id),
                f"Write {_NOT_APPLICABLE}: and the reason, such as {_NOT_APPLICABLE}:no model yet.",
            )
        return {"not_applicable": at_most(reason.strip(), MAX_TEXT, question.id)}
    if value.casefold() == "unknown":
        return {"unknown": True}
    if value.isdecimal() and value.isascii():
        number = int(value[:9])
        if not 1 <= number <= len(question.levels):
            raise _no_such_level(questionnaire, question, value)
        return {"level": question.levels[number - 1].id}
    return {"level": find_level(questionnaire, question, value.casefold()).id}


def _no_such_level(questionnaire: Questionnaire, question: Question, value: str) -> SessionError:
    shown = repr(one_line(value)[:MAX_NAME])
    ids = [level.id for level in question.levels]
    numbered = ", ".join(f"{number} {name}" for number, name in enumerate(ids, start=1))
    hint = f"Its levels, worst first: {numbered}."
    owners = [other.id for other in questionnaire.questions if other.level_index(value) is not None]
    if owners:
        most = 3
        more = " and others" if len(owners) > most else ""
        what = f"{shown} is a level of {', '.join(owners[:most])}{more}, not of this question"
    else:
        what = f"{shown} is not a level of this question"
        hint = f"{meant} {hint}" if (meant := did_you_mean(value, ids)) else hint
    return SessionError(what, Place(item=question.id), hint)


def annotate(
    session: Session,
    questionnaire: Questionnaire,
    question_id: str,
    *,
    note: str | None = None,
    evidence: str | None = None,
    ask: str | None = None,
) -> Session:
    """Change the texts beside an answer; None leaves one as it is, a blank takes it out."""
    refuse_if_closed(session)
    question = find_question(questionnaire, question_id)
    given = {"note": note, "evidence": evidence, "ask": ask}
    texts = {
        key: at_most(cleaned(text), MAX_TEXT, f"{question.id}.{key}") or None
        for key, text in given.items()
        if text is not None
    }
    before = session.answers.get(question.id, Answer())
    return session.with_answer(question.id, before.model_copy(update=texts))


def set_known(
    session: Session, questionnaire: Questionnaire, question_id: str, known: KnownHow | None
) -> Session:
    """Record how we know an answer; None takes it out."""
    refuse_if_closed(session)
    question = find_question(questionnaire, question_id)
    before = session.answers.get(question.id, Answer())
    return session.with_answer(question.id, before.model_copy(update={"known": known}))


def accept_risk(
    session: Session, questionnaire: Questionnaire, question_id: str, by: str, why: str
) -> Session:
    """Record who accepts a risk instead of curing it, and why; two blanks take it out."""
    refuse_if_closed(session)
    question = find_question(questionnaire, question_id)
    name = at_most(one_line(by), MAX_NAME, f"{question.id}.accepted.by")
    reason = at_most(cleaned(why), MAX_TEXT, f"{question.id}.accepted.why")
    if bool(name) != bool(reason):
        raise SessionError(
            "accepting a risk needs a name and a reason",
            Place(item=question.id),
            "Give both, or leave both blank to take it back.",
        )
    before = session.answers.get(question.id, Answer())
    accepted = Accepted(by=name, why=reason) if name else None
    return session.with_answer(question.id, before.model_copy(update={"accepted": accepted}))


_SOON: dict[str, HowSoon | None] = {
    "2w": "2w", "12w": "12w", "cannot": "cannot", "unknown": None, "": None,
}  # fmt: skip


def set_how_soon(
    session: Session, questionnaire: Questionnaire, question_id: str, soon: str
) -> Session:
    """Record how soon what is missing can be had: `2w`, `12w` or `cannot`; `unknown` or blank."""
    refuse_if_closed(session)
    question = find_question(questionnaire, question_id)
    word = one_line(soon).casefold()
    if word not in _SOON:
        from unstall.questionnaire.how_soon import HOW_SOON, how_soon_in_words

        times = [
            f"{soon} ({how_soon_in_words(questionnaire.procedure, soon)})" for soon in HOW_SOON
        ]
        raise SessionError(
            f"{one_line(soon)[:MAX_NAME]!r} is no time in which it can be had",
            Place(item=question.id),
            f"Write {', '.join(times)}, or unknown.",
        )
    return session.with_how_soon(question.id, _SOON[word])


def set_fact(
    session: Session,
    questionnaire: Questionnaire,
    fact_id: str,
    typed: str,
    *,
    decimal_comma: bool = False,
) -> Session:
    """Record a fact as somebody typed it; a blank or `unknown` takes it out."""
    refuse_if_closed(session)
    fact = find_fact(questionnaire, fact_id)
    value = parse_fact(fact, typed, questionnaire.roles, decimal_comma=decimal_comma)
    return _with_fact(session, fact, value)


def set_fact_value(
    session: Session, questionnaire: Questionnaire, fact_id: str, value: object | None
) -> Session:
    """Record a fact that is already of its kind, such as a date; None takes it out."""
    refuse_if_closed(session)
    fact = find_fact(questionnaire, fact_id)
    checked = None if value is None else check_fact(fact, value, questionnaire.roles)
    return _with_fact(session, fact, checked)


def _with_fact(session: Session, fact: Fact, value: Any) -> Session:
    if fact.held_in is None:
        return session.with_facts({fact.id: value})
    if value is None and fact.held_in != "client":
        raise SessionError(
            f"{fact.title.lower()} cannot be left out", Place(item=fact.id), "Write another one."
        )
    return session.model_copy(update={fact.held_in: value})


def set_currency(session: Session, code: str) -> Session:
    """Set the ISO 4217 code of all money in the session; a blank takes it out."""
    refuse_if_closed(session)
    currency = one_line(code).upper()
    letters = 3
    if currency and not (len(currency) == letters and currency.isascii() and currency.isalpha()):
        raise SessionError(
            f"{currency[:MAX_NAME]!r} is no currency code",
            Place(item="currency"),
            "Write three letters, such as EUR.",
        )
    return session.model_copy(update={"currency": currency or None})


def set_holidays(session: Session, place: str) -> Session:
    """Say where the people work, such as `DE` or `DE-BY`; a blank takes it out."""
    refuse_if_closed(session)
    code = one_line(place).strip().upper()
    try:
        holidays = checked_place(code) if code else None
    except ValueError as error:
        raise SessionError(
            str(error)[:MAX_NAME],
            Place(item="holidays"),
            "Write a code such as DE, or DE-BY for a part of the country.",
        ) from None
    plan = session.plan.model_copy(update={"holidays": holidays})
    return session.model_copy(update={"plan": plan})


def set_depth(session: Session, depth: Depth) -> Session:
    """Change between the quick call and the full triage; every answer carries over."""
    refuse_if_closed(session)
    return session.model_copy(update={"depth": depth})


def set_planned(
    session: Session, questionnaire: Questionnaire, action_id: str, planned: PlannedAction
) -> Session:
    """Record what was decided about an action; an empty decision takes it out."""
    refuse_if_closed(session)
    if action_id not in session.plan.own and not settled_question(action_id, questionnaire):
        find_action(questionnaire, action_id)
    tidy = {
        "owner": at_most(one_line(planned.owner or ""), MAX_NAME, action_id) or None,
        "dropped": at_most(cleaned(planned.dropped or ""), MAX_TEXT, action_id) or None,
        "note": at_most(cleaned(planned.note or ""), MAX_TEXT, action_id) or None,
    }
    return session.with_planned(action_id, planned.model_copy(update=tidy))


def set_start(session: Session, start: date | None) -> Session:
    """Choose the day on which the plan begins; None leaves it to the plan."""
    refuse_if_closed(session)
    plan = session.plan.model_copy(update={"start": start})
    return session.model_copy(update={"plan": plan})


def set_left_from(session: Session, day: date | None) -> Session:
    """Lay what is not done yet out anew from a day on; None lays it out from the start again."""
    refuse_if_closed(session)
    plan = session.plan.model_copy(update={"left_from": day})
    anew = session.model_copy(update={"plan": plan})
    check_left_from(anew)
    return anew


def check_left_from(session: Session) -> None:
    """Raise `SessionError` if a plan is laid out anew from a day that lies years beyond it."""
    day, begins = session.plan.left_from, session.plan.start or session.assessed
    if day is not None and (day - begins).days > LAST_WEEK * 7:
        raise SessionError(
            f"{day.isoformat()} lies more than three years after the plan began",
            Place(item="left_from"),
            "Begin the plan anew instead: give it another start.",
        )


def closed(session: Session, result: Result, at: datetime) -> Session:
    """Freeze a session with its result; nothing changes it again."""
    refuse_if_closed(session)
    return session.model_copy(update={"closed": at.replace(microsecond=0), "result": result})


def find_question(questionnaire: Questionnaire, question_id: str) -> Question:
    """Find a question by its id, or by one that it had before."""
    wanted = one_line(question_id)
    if question := questionnaire.question_by_id.get(wanted):
        return question
    for question in questionnaire.questions:
        if wanted in question.renamed_from:
            return question
    raise _unknown("question", wanted, questionnaire.question_by_id)


def find_level(questionnaire: Questionnaire, question: Question, level_id: str) -> Level:
    """Find a level of a question; one of another question is refused with that question's id."""
    for level in question.levels:
        if level.id == level_id:
            return level
    raise _no_such_level(questionnaire, question, level_id)


def find_action(questionnaire: Questionnaire, action_id: str) -> Action:
    """Find an action by its id."""
    if action := questionnaire.action_by_id.get(action_id):
        return action
    raise _unknown("action", action_id, questionnaire.action_by_id)


def find_fact(questionnaire: Questionnaire, fact_id: str) -> Fact:
    """Find a fact that can be typed in; hyphens may stand for underscores."""
    wanted = one_line(fact_id)
    fact = questionnaire.fact_by_id.get(wanted) or questionnaire.fact_by_id.get(
        wanted.replace("-", "_")
    )
    if fact is None:
        raise _unknown("fact", wanted, questionnaire.fact_by_id)
    if fact.computed:
        raise SessionError(
            "this fact is worked out, not typed in",
            Place(item=fact.id),
            f"Give {fact.computed.from_} and {fact.computed.to} instead.",
        )
    return fact


def refuse_if_closed(session: Session) -> None:
    """Raise `SessionClosedError` if the session is closed."""
    if session.closed is not None:
        raise SessionClosedError(
            f"the session was closed on {session.closed.date()} and is not changed again",
            hint="Begin a re-run: it starts from these answers.",
        )


def _unknown(kind: str, wanted: str, known: Mapping[str, object]) -> SessionError:
    hint = did_you_mean(wanted, known) or (
        f"`unstall questionnaire show` lists them; the first is {next(iter(known))}."
        if known
        else f"This questionnaire has no {kind}s."
    )
    return SessionError(f"there is no {kind} {wanted[:MAX_NAME]!r}", hint=hint)
