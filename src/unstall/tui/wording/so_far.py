"""What the answers come to so far, and what to ask next: for the panel under the question.

Pure. What is not known yet is called so: a section of which nothing is known has no band, and one
whose band may still change says where it starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unstall.bands import band_words
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Depth, Question
from unstall.report.fitting import balance
from unstall.triage.engine import Triage
from unstall.triage.readiness import Readiness
from unstall.triage.verdict import Decision
from unstall.tui.drawn import BLANK, Line, fitted, joined, longest_that_fits, width_of
from unstall.tui.rows import Span
from unstall.tui.widgets.range_bar import range_bar, range_in_figures
from unstall.tui.wording.asking import Ahead, AskNext, ask_next
from unstall.tui.wording.standing import firmness_in_words

_FIGURES = len("50–100")
_LEAST_BAR, _WIDEST_BAR = 4, 40
_WIDEST_WORDS = len("fragile or better")
COMPACT_BELOW = 5
"""Lines below which the sections stand beside each other instead of below."""
BEING_WEIGHED = "being weighed"
SELDOM = "what is left to ask seldom changes it"
"""It holds up, in nine of ten ways or more in which all that is left could be answered."""
MAY_STOP = "✓ "


@dataclass(frozen=True, slots=True)
class SectionSoFar:
    """One section, measured as far as it is known."""

    title: str
    low: float
    high: float
    figures: str
    words: str


@dataclass(frozen=True, slots=True)
class SoFarView:
    """What the panel shows."""

    sections: tuple[SectionSoFar, ...]
    leaning: tuple[str, ...]
    """Parts of one sentence: the leaning itself first, then what goes with it."""
    weighing: str
    """Says that how firmly it stands is being worked out; blank once that is done."""
    next: AskNext


def so_far(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    at: str | None,
    *,
    depth: Depth,
    keys: Mapping[str, str],
    ahead: Ahead,
) -> SoFarView:
    """Say how things stand.

    Args:
        questionnaire: Where the words come from.
        triage: What the answers come to.
        asked: The questions of this call in the order in which they are gone through.
        at: The question on the card.
        depth: Quick or full.
        keys: Action id → the key for it.
        ahead: What is known of what may still come.
    """
    order = questionnaire.interview.sections
    measured = sorted(triage.of_view("sections"), key=lambda section: order.index(section.id))
    return SoFarView(
        sections=tuple(section_so_far(questionnaire, section) for section in measured),
        leaning=leaning(questionnaire, triage, asked, ahead),
        weighing=BEING_WEIGHED if triage.decision.strategy and not ahead.is_weighed else "",
        next=ask_next(questionnaire, triage, asked, at, depth=depth, keys=keys, ahead=ahead),
    )


def section_so_far(questionnaire: Questionnaire, measured: Readiness) -> SectionSoFar:
    """Say how far a section has got."""
    if not measured.coverage:
        return SectionSoFar(measured.title, 0.0, 1.0, "", "not yet")
    figures = range_in_figures(measured.low, measured.high)
    return SectionSoFar(
        measured.title, measured.low, measured.high, figures, band_words(questionnaire, measured)
    )


def leaning(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    ahead: Ahead,
) -> tuple[str, ...]:
    """Say what the answers lean to, with its conditions, or what is missing for saying it."""
    decision = triage.decision
    if decision.strategy is None:
        return _open(triage, asked)
    titles = {strategy.id: strategy.title for strategy in questionnaire.strategies}
    parts = [_towards(_verdict(decision, titles), ahead)]
    if decision.forced:
        parts.append(decision.forced[0].text.rstrip("."))
    if decision.conditions:
        thing = "precondition" if decision.then else "condition"
        number = len(decision.conditions)
        parts.append(f"on {number} {thing}{'' if number == 1 else 's'}")
    if decision.close_call_with:
        parts.append(f"a close call with {titles[decision.close_call_with]}")
    if decision.weak:
        parts.append(balance(decision))
    if ahead.is_weighed and ahead.standing == "holds-up" and ahead.worth and not ahead.settled:
        parts.append(SELDOM)
    return tuple(parts)


def _verdict(decision: Decision, titles: Mapping[str, str]) -> str:
    title = titles[decision.strategy or ""]
    if decision.then:
        return f"{title}, then {titles[decision.then]}"
    return f"{title} ({decision.shape})" if decision.shape else title


def _towards(title: str, ahead: Ahead) -> str:
    match ahead.standing:
        case None:
            return f"Towards {title}"
        # Little may be known and nothing able to change it all the same: the standing is said as
        # the verdict says it, and never that it leans to something.
        case word if ahead.settled:
            return f"{title}: {firmness_in_words(word, settled=True)}"
        case "holds-up":
            return f"{title} holds up"
        case "leaning":
            return f"Leaning to {title}"
        case _:
            return f"Open, at most towards {title}"


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


def so_far_lines(view: SoFarView, width: int, height: int) -> tuple[str, list[Line]]:
    """Lay the panel out: its title, and its lines. With little height the leaning is the title."""
    closing = _closing(view.next, width)
    if height < COMPACT_BELOW:
        title = longest_that_fits(_shorter(view.leaning, view.weighing), max(width - 12, 10))
        lines = [*_beside_each_other(view.sections, width), closing[0]]
        return f"So far · {title}", lines[:height]
    lines = _below_each_other(view.sections, width)[: max(height - 2, 1)]
    closing = closing[: max(height - len(lines) - 1, 1)]
    gap = [BLANK] if height > len(lines) + 1 + len(closing) else []
    said = Line(_leaning(view, width))
    return "So far", [*lines, *gap, said, *closing][:height]


def _closing(ask: AskNext, width: int) -> list[Line]:
    """Say first that one can stop, where one can, and then what to ask next."""
    lines = [_next_line(ask, width)]
    if ask.stop:
        says = longest_that_fits(ask.stop, width - len(MAY_STOP))
        lines.insert(0, Line(((MAY_STOP, "good"), (says, "strong"))))
    return lines


def _leaning(view: SoFarView, width: int) -> tuple[Span, ...]:
    weighing: tuple[Span, ...] = ((f" · {view.weighing}", "dim"),) if view.weighing else ()
    return joined(_fitting(view.leaning, width - width_of(weighing)), "strong") + weighing


def _shorter(parts: tuple[str, ...], last: str) -> list[str]:
    ends = (last,) if last else ()
    lengths = range(len(parts), 0, -1)
    return [" · ".join((*parts[:length], *ends)) for length in lengths]


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
