"""The facts about a project as a form: what each field says, accepts, and does to the session.

Holds no widget. Besides the questionnaire's facts there is a field for the currency, one for the
name against each role, and one for each thing that is missing: how soon it can be had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from unstall.errors import SessionError
from unstall.questionnaire.how_soon import HOW_SOON, how_soon_in_words
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Fact
from unstall.report.phrases import capitalised
from unstall.session import edit
from unstall.session.fact_text import fact_text
from unstall.session.facts import accepted
from unstall.session.models import Session
from unstall.session.rerun import LastTime, confirm_fact
from unstall.triage.engine import Triage
from unstall.triage.reading import known_facts
from unstall.triage.truth import compile_condition
from unstall.tui.country import (
    day_in_field,
    day_in_words,
    number_in_words,
    writes_decimal_comma,
)
from unstall.tui.wording.last_time import months_passed

FACT, ROLE, SOON, CURRENCY, HOLIDAYS = "fact", "role", "soon", "currency", "holidays"
"""Kinds of fields; a field's id is `kind/what`."""

SECTIONS = {
    "project": "The project",
    "setting": "The setting",
    "delivery": "Delivery",
    "money": "Money",
    "people": "People",
}
MISSING = "What is missing, and how soon it can be had"
PARTS = "Who takes which part"

_ON_LINES = {"long-text", "texts", "people", "numbers-by-role"}
_YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be filled in."""

    id: str
    group: str
    label: str
    text: str
    """What is kept, as it would be typed; blank if nothing is."""
    shown: str
    """What is kept, as it is read."""
    prompt: str
    use: str
    """What it is used for."""
    accepts: str
    """What may be typed, as a sentence."""
    choices: tuple[tuple[str, str], ...] = ()
    """What to type and what it means, where there is a choice."""
    is_on_lines: bool = False
    """Takes more than one line."""
    is_quick: bool = False
    """Asked in the quick call."""
    is_needed: bool = False
    """Wanted in every triage, or because of what else was given."""
    is_worked_out: bool = False
    """Follows from other fields and is not typed in."""
    last: str = ""
    """In a re-run, what it held the last time, as it is read; blank if that was nothing."""
    is_as_last: bool = False
    """It holds what it held the last time."""
    since: str = ""
    """What may have become of the last time's value by now, as a sentence; only told."""

    @property
    def can_confirm(self) -> bool:
        """It is blank, and was not the last time."""
        return bool(self.last) and not self.text


def form(
    questionnaire: Questionnaire,
    session: Session,
    triage: Triage,
    locale: str,
    last: LastTime | None = None,
) -> tuple[Field, ...]:
    """Lay out all fields with what the session holds, group by group.

    Args:
        questionnaire: Where the fields come from.
        session: What they hold.
        triage: What is missing, and what is wanted because of what else was given.
        locale: How days and figures are written.
        last: In a re-run, what was said the last time.
    """
    facts = known_facts(questionnaire, session)
    fields = [*_missing(questionnaire, session, triage, last)]
    for section in SECTIONS:
        for fact in questionnaire.facts:
            if fact.section == section and fact.kind != "names-by-role":
                needed = fact.required == "yes" or (
                    fact.required_if is not None
                    and compile_condition(fact.required_if, questionnaire)(triage.reading) is True
                )
                value = _Value(fact, facts.get(fact.id), session.currency, locale)
                field = _fact_field(value, questionnaire, is_needed=needed)
                fields.append(_beside_last(field, value, last, session) if last else field)
        if section == "money":
            first = next((i for i, f in enumerate(fields) if f.group == SECTIONS["money"]), None)
            if first is not None:
                fields.insert(first, _currency_field(session))
    return (*fields, *_part_fields(questionnaire, session, last), _holidays_field(session))


def with_typed(
    questionnaire: Questionnaire, session: Session, field_id: str, typed: str, locale: str
) -> Session:
    """Give the session with what was typed into a field; a blank takes it out.

    Raises `SessionError` that says what is accepted, and `SessionClosedError`.
    """
    kind, _, what = field_id.partition("/")
    match kind:
        case "soon":
            return edit.set_how_soon(session, questionnaire, what, typed)
        case "currency":
            return edit.set_currency(session, typed)
        case "holidays":
            return edit.set_holidays(session, typed)
        case "role":
            fact = _names_fact(questionnaire)
            names = dict(session.facts.get(fact.id, {})) if fact else {}
            names.pop(what, None)
            if typed.strip():
                names[what] = typed
            fact_id = fact.id if fact else what
            return edit.set_fact_value(session, questionnaire, fact_id, names or None)
        case _:
            return edit.set_fact(
                session,
                questionnaire,
                what,
                typed,
                decimal_comma=writes_decimal_comma(locale),
            )


def with_last(
    questionnaire: Questionnaire, session: Session, last: LastTime, field_id: str
) -> Session:
    """Give the session with what a field held the last time.

    Raises `SessionError` if that was nothing, and `SessionClosedError`.
    """
    kind, _, what = field_id.partition("/")
    if kind == ROLE and (fact := _names_fact(questionnaire)):
        names = dict(session.facts.get(fact.id, {}))
        name = last.facts.get(fact.id, {}).get(what)
        if name:
            return edit.set_fact_value(session, questionnaire, fact.id, {**names, what: name})
    if kind == SOON and what in last.how_soon:
        return edit.set_how_soon(session, questionnaire, what, last.how_soon[what])
    return confirm_fact(session, questionnaire, last, what or kind)


def refusal(error: SessionError) -> str:
    """Say why something was not taken, without the place: the field itself is the place."""
    said = f"{error.message[:1].upper()}{error.message[1:]}."
    return f"{said} {error.hint}" if error.hint else said


@dataclass(frozen=True, slots=True)
class _Value:
    """What is kept of a fact, and how to write it."""

    fact: Fact
    value: Any
    currency: str | None
    locale: str

    @property
    def typed(self) -> str:
        """Write it as it would be typed."""
        if isinstance(self.value, date):
            return day_in_field(self.value, self.locale)
        return fact_text(self.fact, self.value, decimal_comma=writes_decimal_comma(self.locale))

    @property
    def read(self) -> str:
        """Write it as it is read."""
        value, fact = self.value, self.fact
        match fact.kind:
            case _ if value is None:
                text = ""
            case "date":
                text = day_in_words(value, self.locale)
            case "choice":
                text = next((c.label for c in fact.choices if c.id == value), str(value))
            case "yes-no":
                text = str(value).capitalize()
            case "number":
                text = f"{number_in_words(value, self.locale)} {fact.unit or ''}".rstrip()
            case "money":
                text = self._money(value)
            case "money-range":
                text = self._money(*(value[part] for part in fact.parts if part in value))
            case "texts":
                text = "; ".join(value)
            case "people":
                text = "; ".join(_person(person) for person in value)
            case "numbers-by-role":
                each = ((role, number_in_words(n, self.locale)) for role, n in value.items())
                text = "; ".join(f"{role} {number}" for role, number in each)
            case _:
                text = str(value)
        return text

    def _money(self, *amounts: float) -> str:
        figures = " – ".join(number_in_words(amount, self.locale) for amount in amounts)
        per = f"per {self.fact.unit}" if self.fact.unit else ""
        return " ".join(part for part in (self.currency, figures, per) if part)


def _fact_field(value: _Value, questionnaire: Questionnaire, *, is_needed: bool) -> Field:
    fact = value.fact
    choices = tuple((choice.id, choice.label) for choice in fact.choices)
    return Field(
        id=f"{FACT}/{fact.id}",
        group=SECTIONS[fact.section],
        label=fact.title,
        text=value.typed,
        shown=value.read,
        prompt=fact.prompt,
        use=fact.use,
        accepts=accepted(fact, questionnaire.roles),
        choices=choices or (_YES_NO if fact.kind == "yes-no" else ()),
        is_on_lines=fact.kind in _ON_LINES,
        is_quick=fact.quick,
        is_needed=is_needed,
        is_worked_out=fact.computed is not None,
    )


def _beside_last(field: Field, value: _Value, last: LastTime, session: Session) -> Field:
    was = last.facts.get(value.fact.id)
    if was is None:
        return field
    shown = replace(value, value=was).read
    passed = months_passed(value.fact, was, last.assessed, session.assessed, value.locale)
    return replace(field, last=shown, is_as_last=value.value == was, since=passed)


def _currency_field(session: Session) -> Field:
    return Field(
        id=CURRENCY,
        group=SECTIONS["money"],
        label="Currency",
        text=session.currency or "",
        shown=session.currency or "",
        prompt="In which currency are the figures below?",
        use="Stands before every amount, here and in the documents.",
        accepts="Write three letters, such as EUR.",
    )


def _holidays_field(session: Session) -> Field:
    return Field(
        id=HOLIDAYS,
        group=PARTS,
        label="Holidays of",
        text=session.plan.holidays or "",
        shown=session.plan.holidays or "",
        prompt="In which country, or part of it, do these people work?",
        use="Nothing is planned on public holidays there.",
        accepts="Write a code such as DE, or DE-BY for a part of the country.",
    )


def _part_fields(
    questionnaire: Questionnaire, session: Session, last: LastTime | None
) -> Iterator[Field]:
    fact = _names_fact(questionnaire)
    if fact is None:
        return
    names = session.facts.get(fact.id, {})
    before = last.facts.get(fact.id, {}) if last else {}
    for role in questionnaire.roles:
        title = f"{role.title[:1].upper()}{role.title[1:]}"
        yield Field(
            id=f"{ROLE}/{role.id}",
            group=PARTS,
            label=title,
            text=names.get(role.id, ""),
            shown=names.get(role.id, ""),
            prompt=f"Who is the {role.title}?",
            use=fact.use,
            accepts="Write one name; leave it blank while nobody is named.",
            last=before.get(role.id, ""),
            is_as_last=bool(names.get(role.id)) and names.get(role.id) == before.get(role.id),
        )


def _missing(
    questionnaire: Questionnaire, session: Session, triage: Triage, last: LastTime | None
) -> Iterator[Field]:
    """Ask how soon for everything that a gate misses, and for what was said before."""
    before = last.how_soon if last else {}
    missing = {
        state.gate.question: state.gate.text
        for state in triage.decision.gates
        if state.effect == "missing" and state.gate.question
    }
    times = {
        soon: capitalised(how_soon_in_words(questionnaire.procedure, soon)) for soon in HOW_SOON
    }
    for question_id in dict.fromkeys((*missing, *session.how_soon, *before)):
        question = questionnaire.question_by_id.get(question_id)
        if question is None:
            continue
        soon = session.how_soon.get(question_id)
        wanted = missing.get(question_id)
        yield Field(
            id=f"{SOON}/{question_id}",
            group=MISSING,
            label=question.short,
            text=soon or "",
            shown=times[soon] if soon else "",
            prompt=f"How soon can it be that {wanted}?" if wanted else "How soon can it be had?",
            use="Decides whether it is a condition, a reason to pause, or one to stop.",
            accepts="Choose one of the three.",
            choices=tuple(times.items()),
            is_needed=True,
            last=times[before[question_id]] if question_id in before else "",
            is_as_last=soon is not None and soon == before.get(question_id),
        )


def _names_fact(questionnaire: Questionnaire) -> Fact | None:
    return next((fact for fact in questionnaire.facts if fact.kind == "names-by-role"), None)


def _person(person: dict[str, str]) -> str:
    role = person.get("role")
    return f"{person['name']} ({role})" if role else person["name"]


def given(fields: Iterable[Field]) -> int:
    """Count the fields that hold something."""
    return sum(bool(field.text) for field in fields)
