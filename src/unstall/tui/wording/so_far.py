"""What the answers come to so far, and what to ask next: for the panel under the question.

Pure. What is not known yet is called so: a section of which nothing is known has no band, and one
whose band may still change says where it starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Depth, Question
from unstall.report.phrases import listed
from unstall.triage.engine import Triage
from unstall.triage.outlook import Outlook
from unstall.triage.readiness import Readiness
from unstall.tui.drawn import BLANK, Line, fitted, joined, longest_that_fits, width_of
from unstall.tui.rows import Span
from unstall.tui.widgets.range_bar import range_bar, range_in_figures
from unstall.tui.wording.course import next_open

_FIGURES = len("50–100")
_LEAST_BAR, _WIDEST_BAR = 4, 40
_WIDEST_WORDS = len("too early to say")
COMPACT_BELOW = 5
"""Lines below which the sections stand beside each other instead of below."""


@dataclass(frozen=True, slots=True)
class SectionSoFar:
    """One section, measured as far as it is known."""

    title: str
    low: float
    high: float
    figures: str
    words: str


@dataclass(frozen=True, slots=True)
class AskNext:
    """What to do next."""

    question: str | None
    """Where the key leads; None if there is nothing to go to."""
    says: tuple[str, ...]
    """The same in words, the longest form first."""


@dataclass(frozen=True, slots=True)
class SoFarView:
    """What the panel shows."""

    sections: tuple[SectionSoFar, ...]
    leaning: tuple[str, ...]
    """Parts of one sentence: the leaning itself first, then what goes with it."""
    next: AskNext


def so_far(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    at: str | None,
    *,
    depth: Depth,
    keys: Mapping[str, str],
    outlook: Outlook | None = None,
) -> SoFarView:
    """Say how things stand.

    Args:
        questionnaire: Where the words come from.
        triage: What the answers come to.
        asked: The questions of this call in order.
        at: The question on the card.
        depth: Quick or full.
        keys: Action id → the key for it.
        outlook: How firmly the verdict stands; None while that is being worked out.
    """
    order = questionnaire.interview.sections
    measured = sorted(triage.of_view("sections"), key=lambda section: order.index(section.id))
    return SoFarView(
        sections=tuple(section_so_far(questionnaire, section) for section in measured),
        leaning=leaning(questionnaire, triage, asked, outlook),
        next=ask_next(questionnaire, triage, asked, at, depth=depth, keys=keys),
    )


def section_so_far(questionnaire: Questionnaire, measured: Readiness) -> SectionSoFar:
    """Say how far a section has got."""
    if not measured.coverage:
        return SectionSoFar(measured.title, 0.0, 1.0, "", "not yet")
    figures = range_in_figures(measured.low, measured.high)
    return SectionSoFar(
        measured.title, measured.low, measured.high, figures, band_words(questionnaire, measured)
    )


def band_words(questionnaire: Questionnaire, measured: Readiness) -> str:
    """Name the band if every answer still to come leaves it, else the lowest that it can be."""
    bands = questionnaire.bands
    best = next(band for band in bands if band.below is None or measured.high < band.below)
    if measured.blocked_by:
        capped = questionnaire.procedure.band_when_blocked
        ids = [band.id for band in bands]
        best = bands[min(ids.index(best.id), ids.index(capped))]
    if best.id == measured.band.id:
        return measured.band.title
    if measured.band.id == bands[0].id:
        return "too early to say"
    return f"{measured.band.title} or better"


def leaning(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    outlook: Outlook | None,
) -> tuple[str, ...]:
    """Say what the answers lean to, with its conditions, or what is missing for saying it."""
    decision = triage.decision
    if decision.strategy is None:
        return _open(triage, asked)
    titles = {strategy.id: strategy.title for strategy in questionnaire.strategies}
    title = titles[decision.strategy]
    if decision.shape and not decision.then:
        title = f"{title} ({decision.shape})"
    if decision.then:
        title = f"{title}, then {titles[decision.then]}"
    match outlook.standing.word if outlook else None:
        case None:
            parts = [f"Towards {title}"]
        case "holds-up":
            parts = [f"{title} holds up"]
        case "leaning":
            parts = [f"Leaning to {title}"]
        case _:
            parts = [f"Open, at most towards {title}"]
    if decision.forced:
        parts.append(decision.forced[0].text.rstrip("."))
    if decision.conditions:
        thing = "precondition" if decision.then else "condition"
        number = len(decision.conditions)
        parts.append(f"on {number} {thing}{'' if number == 1 else 's'}")
    if decision.close_call_with:
        parts.append(f"a close call with {titles[decision.close_call_with]}")
    if decision.weak:
        parts.append("open rather than good")
    return tuple(parts)


def _open(triage: Triage, asked: Sequence[Question]) -> tuple[str, ...]:
    decision = triage.decision
    needed = decision.quick_needed - decision.quick_known
    more = "1 more quick answer is" if needed == 1 else f"{needed} more quick answers are"
    left = sum(
        question.quick == "framework" and triage.reading.state(question.id) == "unanswered"
        for question in asked
    )
    if left >= needed:
        return (f"Open: {more} needed",)
    return (f"Open: {more} needed", "too much is not known: find it out, or go through it again")


def ask_next(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    at: str | None,
    *,
    depth: Depth,
    keys: Mapping[str, str],
) -> AskNext:
    """Say which question to put next and why, or that everything is answered.

    Gates come first, in the order of the call; then the call goes on as it does.
    """
    go = keys.get("interview.suggested", "")
    ids = {question.id: place for place, question in enumerate(asked)}
    waiting = sorted(
        (gap for gap in triage.gaps if gap.for_gates and not gap.asked and gap.question.id in ids),
        key=lambda gap: ids[gap.question.id],
    )
    if waiting:
        gap = waiting[0]
        routes = _waiting_routes(questionnaire, triage, gap.for_gates)
        wait = "waits" if len(routes) == 1 else "wait"
        number = f"{len(routes)} route{'' if len(routes) == 1 else 's'} {wait} for it"
        reasons = (f"{listed(routes)} {wait} for it", number, "")
        return AskNext(gap.question.id, _ask(gap.question, at, reasons, go))
    following = next_open(asked, triage.reading, at)
    here = at is not None and at in ids and triage.reading.state(at) == "unanswered"
    if here or following:
        question = next(q for q in asked if q.id == (at if here else following))
        return AskNext(question.id, _ask(question, at, ("next on the call", ""), go))
    return AskNext(None, _all_answered(triage, asked, depth, keys))


def _ask(question: Question, at: str | None, reasons: tuple[str, ...], key: str) -> tuple[str, ...]:
    what = "this question" if question.id == at else f"{question.short} ({key})"
    return tuple(f"Ask next: {what}{f' – {why}' if why else ''}" for why in reasons)


def _waiting_routes(
    questionnaire: Questionnaire, triage: Triage, gates: tuple[str, ...]
) -> list[str]:
    return [
        questionnaire.strategy_by_id[route.strategy].title
        for route in triage.decision.routes
        if not route.hard and any(state.gate.id in gates for state in route.verify)
    ]


def _all_answered(
    triage: Triage, asked: Sequence[Question], depth: Depth, keys: Mapping[str, str]
) -> tuple[str, ...]:
    verdict, full, facts = (keys.get(f"desk.{to}", "") for to in ("verdict", "depth", "facts"))
    unknown = sum(triage.reading.state(question.id) == "unknown" for question in asked)
    missing = len(not_given(asked, triage))
    out = f", {unknown} to find out" if unknown else ""
    lacking = f" {missing} of the facts asked with it {_are(missing)} not given ({facts})."
    further = f", {full} goes on to the full triage" if depth == "quick" else ""
    ways = f"{verdict} verdict" + (f", {full} full triage" if depth == "quick" else "")
    return (
        f"Everything asked is answered{out}. {verdict} shows the verdict{further}."
        + (lacking if missing else ""),
        f"All answered{out}: {ways}" + (f"; {missing} facts missing ({facts})" if missing else ""),
        f"All answered{out}: {ways}",
        f"All answered: {ways}",
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def not_given(asked: Sequence[Question], triage: Triage) -> tuple[str, ...]:
    """List the facts that go with these questions and are not given."""
    facts = triage.reading.facts
    return tuple(fact for question in asked for fact in question.ask_facts if fact not in facts)


def so_far_lines(view: SoFarView, width: int, height: int) -> tuple[str, list[Line]]:
    """Lay the panel out: its title, and its lines. With little height the leaning is the title."""
    if height < COMPACT_BELOW:
        title = longest_that_fits(_shorter(view.leaning), max(width - 12, 10))
        lines = [*_beside_each_other(view.sections, width), _next_line(view.next, width)]
        return f"So far · {title}", lines[:height]
    lines = _below_each_other(view.sections, width)[: max(height - 2, 1)]
    gap = [BLANK] if height > len(lines) + 2 else []
    said = Line(joined(_fitting(view.leaning, width), "strong"))
    return "So far", [*lines, *gap, said, _next_line(view.next, width)][:height]


def _shorter(parts: tuple[str, ...]) -> list[str]:
    return [" · ".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _fitting(parts: tuple[str, ...], width: int) -> tuple[str, ...]:
    for length in range(len(parts), 0, -1):
        if width_of(joined(parts[:length])) <= width:
            return parts[:length]
    return (longest_that_fits(parts[:1], width),)


def _next_line(ask: AskNext, width: int) -> Line:
    said = longest_that_fits(ask.says, width)
    label, colon, rest = said.partition(": ")
    spans: tuple[Span, ...] = ((said, "plain"),)
    if colon:
        spans = ((f"{label}{colon}", "dim"), (rest, "plain"))
    return Line(spans, "suggested" if ask.question else None)


def _below_each_other(sections: Sequence[SectionSoFar], width: int) -> list[Line]:
    title = max((len(section.title) for section in sections), default=0)
    words = max((len(section.words) for section in sections), default=0)
    has_words = title + _FIGURES + words + _LEAST_BAR + 4 <= width
    bar = width - title - _FIGURES - 2 - (words + 2 if has_words else 0)
    bar = min(max(bar, _LEAST_BAR), _WIDEST_BAR)
    lines = []
    for section in sections:
        spans: list[Span] = [
            (f"{fitted(section.title, title)} ", "plain"),
            *range_bar(section.low, section.high, bar),
            (f" {section.figures.rjust(_FIGURES)}", "plain"),
        ]
        if has_words:
            spans.append((f"  {section.words}", "plain" if section.figures else "dim"))
        lines.append(Line(tuple(spans)))
    return lines


def _beside_each_other(sections: Sequence[SectionSoFar], width: int) -> list[Line]:
    if not sections:
        return [BLANK, BLANK]
    room = max((width + 2) // len(sections) - 2, _LEAST_BAR)
    bar = min(max(room - _WIDEST_WORDS - 1, _LEAST_BAR), 12)
    above: list[Span] = []
    below: list[Span] = []
    for place, section in enumerate(sections):
        gap = "  " if place else ""
        figures = section.figures[:room]
        above += [(gap, "plain"), (fitted(section.title, room - len(figures)), "plain")]
        above.append((figures, "plain"))
        below += [(gap, "plain"), *range_bar(section.low, section.high, bar)]
        below.append((fitted(f" {section.words}", room - bar), "dim"))
    return [Line(tuple(span for span in spans if span[0])) for spans in (above, below)]
