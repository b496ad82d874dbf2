"""The card of one question: everything about it, laid out for the room there is.

Pure. The prompt and every word of every level are always there; what stands beside them gives way
first, and it is said how much there is. What gave way can be scrolled to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from unstall.questionnaire.questions import Fact, Question
from unstall.report.phrases import counted, sentence
from unstall.session.fact_text import fact_text
from unstall.session.facts import figure
from unstall.session.models import Answer, KnownHow
from unstall.tui.drawn import BLANK, Line, drawn, width_of
from unstall.tui.rows import Row, Span, Tone
from unstall.tui.wording.last_time import Said

PICK = "Pick the highest level of which every word is true."

CHOSEN = "❯"
LAST_TIME = "›"
"""Marks the level of last time while nothing is answered now."""
KNOWN: Mapping[KnownHow, str] = {
    "stated": "stated: somebody said so",
    "corroborated": "corroborated: a second person agreed",
    "seen": "seen: evidence was shown",
}
"""How we know, in the order in which a key goes through it, in words."""

_LABEL = 13
"""Cells of the column of labels, with the space after them."""
_NARROW = 44
"""Cells below which labels have no column of their own."""
_MOST_OF_A_TEXT = 6
"""Lines of a note that are shown while there is room; the field shows all of it."""


_ALL = 1_000
"""More lines than any text of a questionnaire takes."""


@dataclass(frozen=True, slots=True)
class CardView:
    """What a card shows."""

    question: Question
    answer: Answer
    facts: tuple[tuple[Fact, Any], ...] = ()
    """Facts asked with the question, with their values; None for one that was not given."""
    currency: str | None = None
    soon: str = ""
    """How soon what is missing can be had, in words."""
    weeks_assumed: int | None = None
    """Weeks that what is missing is taken to need while nobody has said; None: nothing is missing
    or somebody has said."""
    asks_soon: bool = False
    """A route waits for what is missing here, so it counts how soon it can be had."""
    acceptable_by: str | None = None
    """The role that may accept this launch blocker by name; None if nobody may."""
    why: bool | None = None
    """Say why it is asked; None says it where there is room to spare."""
    locked: bool = False
    """Nothing can be changed, so the keys are only read."""
    keys: Mapping[str, str] | None = None
    """Action id → the key for it, as written on the keyboard."""
    last: Said | None = None
    """In a re-run, what was answered the last time."""
    last_facts: Mapping[str, Any] = field(default_factory=dict)
    """In a re-run, fact id → what was given the last time."""
    voted: str = ""
    """How a room voted on it, in a few words; blank if it was not voted on."""

    def key(self, action: str) -> str:
        """Give the key of an action, for the column of keys."""
        return (self.keys or {}).get(f"interview.{action}", "")[:1]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to lay a card out."""

    airy: bool = False
    """A blank line between the levels, and the reason why it is asked."""
    blanks: bool = True
    empties: bool = True
    """Show also what nothing has been written for, so that its key is seen."""
    unknown: bool = True
    """Show "don't know" among the levels though it is not chosen."""
    most: int = _MOST_OF_A_TEXT
    """Lines of a text somebody wrote."""
    evidence: int = _ALL
    """Lines of what to ask to see."""


_WHOLE = _Form()
"""Nothing is left away but why it is asked, which has a key of its own."""
_FORMS = (
    _Form(airy=True),
    _WHOLE,
    _Form(empties=False),
    _Form(empties=False, most=2),
    _Form(empties=False, unknown=False, most=2),
    _Form(blanks=False, empties=False, unknown=False, most=2),
    _Form(blanks=False, empties=False, unknown=False, most=1),
    _Form(blanks=False, empties=False, unknown=False, most=1, evidence=2),
    _Form(blanks=False, empties=False, unknown=False, most=1, evidence=1),
)
"""From the roomiest to the tightest; the first that fits is used."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A card, laid out."""

    lines: list[Line]
    below: int = 0
    """Lines that there would be below the room if nothing were left away."""


def card_lines(view: CardView, width: int, height: int, *, whole: bool = False) -> Layout:
    """Lay the card out; longer than `height` only if even the tightest form does not fit.

    Args:
        view: What it shows.
        width: Cells of a line.
        height: Lines that there is room for.
        whole: Leave nothing away, however long that gets.
    """
    room = _Room(view, width)
    below = 0
    lines: list[Line] = []
    for form in _FORMS:
        lines = room.laid_out(form)
        if form is _WHOLE:
            below = max(len(lines) - height, 0)
        if len(lines) <= height or (whole and form is _WHOLE):
            break
    return Layout(lines, below)


def fact_in_short(fact: Fact, value: Any, currency: str | None) -> str:
    """Write a fact's value with its unit, as short as it can be read."""
    if value is None:
        return "not given"
    unit = fact.unit or ""
    match fact.kind, value:
        case "choice", str():
            return next((choice.label for choice in fact.choices if choice.id == value), value)
        case "number", int() | float():
            return f"{figure(value)} {unit}".strip()
        case "money", int() | float():
            return f"{currency or ''} {figure(value)}".strip() + (f" per {unit}" if unit else "")
        case "money-range", Mapping():
            amounts = ", ".join(f"{part} {figure(amount)}" for part, amount in value.items())
            per = f" per {unit}" if unit else ""
            return f"{currency or ''} {amounts}".strip() + per
        case _:
            return fact_text(fact, value)


class _Room:
    """One card at one width. Most parts are the same in one form as in the next: broken once."""

    def __init__(self, view: CardView, width: int) -> None:
        self._view = view
        self._width = width
        self._broken: dict[_Option | _Detail, list[Line]] = {}
        self._prompt = drawn([Row(((view.question.prompt, "strong"),))], width)

    def laid_out(self, form: _Form) -> list[Line]:
        """Lay the card out in one form."""
        view = self._view
        gap = [BLANK] if form.blanks else []
        between = [BLANK] if form.airy else []
        lines = [*self._prompt, *gap]
        for place, option in enumerate(_options(view, form, self._width)):
            lines += (*(between if place else ()), *self._lines(option))
        for place, detail in enumerate(_details(view, form)):
            lines += (*(() if place else gap), *self._lines(detail))
        return lines

    def _lines(self, part: _Option | _Detail) -> list[Line]:
        if part not in self._broken:
            if isinstance(part, _Option):
                self._broken[part] = _option_lines(self._view, part, self._width)
            else:
                self._broken[part] = _detail_lines(self._view, part, self._width)
        return self._broken[part]


@dataclass(frozen=True, slots=True)
class _Option:
    """Something that the question can be answered with."""

    key: str
    text: str
    target: str
    """What a click on it means."""
    chosen: bool
    most: int = _ALL
    """Lines that it may take; those of a level are never cut."""
    was_chosen: bool = False
    """It was the answer last time, and nothing is answered now."""


def _options(view: CardView, form: _Form, width: int) -> list[_Option]:
    answer = view.answer
    options: list[_Option] = []
    if form.unknown or answer.unknown:
        chosen = bool(answer.unknown)
        options.append(_Option(view.key("unknown"), "Don't know", "unknown", chosen))
    was = view.last.level if view.last else None
    for number, level in enumerate(view.question.levels, start=1):
        chosen = answer.level == level.id
        target = f"level:{number}"
        before = level.id == was
        options.append(_Option(str(number), level.label, target, chosen, was_chosen=before))
    if answer.not_applicable is not None:
        text = _cut(f"Not applicable: {answer.not_applicable}", width * form.most)
        key = view.key("not_applicable")
        options.append(_Option(key, text, "not_applicable", True, form.most))
    return options


def _option_lines(view: CardView, option: _Option, width: int) -> list[Line]:
    still_open = view.answer.state == "unanswered" and option.target != "unknown"
    tone: Tone = "strong" if option.chosen else "plain" if still_open else "dim"
    pointer = CHOSEN if option.chosen else LAST_TIME if option.was_chosen else " "
    mark = f"{pointer} {option.key or ' '}  "
    mark_tone: Tone = "dim" if view.locked and not option.chosen else "accent"
    row = Row(((option.text, tone),), id=option.target, mark=(mark, mark_tone))
    return _at_most(drawn([row], width), option.most, width)


@dataclass(frozen=True, slots=True)
class _Detail:
    """Something that stands under the levels."""

    action: str
    """What its key does, and what a click on it means; blank if it is only read."""
    label: str
    text: str
    most: int
    """Lines that it may take."""
    tone: Tone = "plain"


def _details(view: CardView, form: _Form) -> list[_Detail]:
    question, answer, most = view.question, view.answer, form.most
    details = _given_before(view, most)
    if view.voted:
        details.append(_Detail("", "Voted", view.voted, most))
    details.append(_Detail("", "Ask to see", question.evidence, form.evidence))
    if answer.evidence or form.empties:
        details.append(_Detail("evidence", "Shown", answer.evidence or "", most))
    if answer.level or answer.known or form.empties:
        known = KNOWN[answer.known or "stated"] if answer.level or answer.known else ""
        details.append(_Detail("known", "How we know", known, 1))
    if answer.note or form.empties:
        details.append(_Detail("note", "Note", answer.note or "", most))
    if answer.ask or (answer.unknown and form.empties):
        details.append(_Detail("ask", "Find out", answer.ask or "", most))
    if answer.accepted:
        accepted = f"by {answer.accepted.by}: {answer.accepted.why}"
        details.append(_Detail("accepted", "Accepted", accepted, most))
    elif view.acceptable_by and form.empties:
        offer = f"may be, by name, by the {view.acceptable_by}"
        details.append(_Detail("accepted", "Accepted", offer, most, "dim"))
    if view.asks_soon:
        said = view.soon
        if view.weeks_assumed is not None:
            said += f"; taken to need {counted(view.weeks_assumed, 'week')}"
        details.append(_Detail("soon", "How soon", said, 1))
    if view.why or (view.why is None and form.airy):
        details.append(_Detail("why", "Why asked", question.why, _ALL))
    return details


def _given_before(view: CardView, most: int) -> list[_Detail]:
    """List what was answered the last time, and the facts that are asked here."""
    details: list[_Detail] = []
    if view.last:
        details.append(_Detail("enter", "Last time", view.last.text, most))
        if view.last.note:
            details.append(_Detail("", "Note then", view.last.note, most))
    for fact, value in view.facts:
        given = f"{fact.title}: {fact_in_short(fact, value, view.currency)}"
        asked = fact.prompt
        if (was := view.last_facts.get(fact.id)) is not None:
            was_said = sentence(f"Last time: {fact_in_short(fact, was, view.currency)}")
            asked = f"{asked} {was_said}"
        text, tone = (asked, "warn") if value is None else (given, "plain")
        details.append(_Detail("fact", "", text, most, cast("Tone", tone)))
    return details


def _detail_lines(view: CardView, detail: _Detail, width: int) -> list[Line]:
    # The name of Enter has no room in the column; the last line of the screen has it.
    key = (view.key(detail.action) if detail.action != "enter" else "") or " "
    text, label = _cut(detail.text, width * detail.most), detail.label
    if label and width < _NARROW:
        text, label = f"{label}: {text}", ""
    rest = f"  {label.ljust(_LABEL) if label else ''}"
    row = Row(
        ((text, detail.tone),),
        id=detail.action or None,
        mark=(f"  {key}{rest}", "dim"),
        cut=detail.most == 1,
    )
    lines = _at_most(drawn([row], width), detail.most, width)
    key_tone: Tone = "dim" if view.locked else "accent"
    head: tuple[Span, ...] = (("  ", "dim"), (key, key_tone), (rest, "dim"))
    return [Line((*head, *lines[0].spans[1:]), lines[0].id), *lines[1:]]


def _at_most(lines: list[Line], most: int, width: int) -> list[Line]:
    """Keep the first lines, with an ellipsis where there were more."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    text, tone = last.spans[-1]
    kept = text[:-1] if width_of(last.spans) >= width else text
    return [*lines[: most - 1], Line((*last.spans[:-1], (f"{kept}…", tone)), last.id)]


def _cut(text: str, most: int) -> str:
    """Leave away what cannot be shown anyway, before it is measured."""
    return text if len(text) <= most else f"{text[:most]}…"
