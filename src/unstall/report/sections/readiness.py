"""Section 3: how ready each part is, in words and bars, and the warning signs that are there."""

from __future__ import annotations

from unstall.bands import TOO_EARLY, band_words
from unstall.questionnaire.questions import Question
from unstall.report.blocks import (
    Block,
    Pictured,
    Range,
    Ranges,
    Section,
    bullets,
    emphasis,
    paragraph,
    strong,
    table,
)
from unstall.report.dossier import Dossier
from unstall.report.phrases import counted_in_words, in_words, joined, sentence
from unstall.report.votes_phrases import widened
from unstall.triage.readiness import Readiness

CELLS = 10
REACHED, POSSIBLE, ABSENT = "█", "▒", "░"
MOST_NAMED = 2

BARS_SAY = f"{REACHED} reached, {POSSIBLE} not known yet, {ABSENT} not there."
_NOTHING_YET = "not yet"
_WORDS_SAY = "The words say what every answer still to come leaves true."


def where_it_stands(dossier: Dossier) -> Section:
    """Compose the section on readiness; a quick call supports the sections alone."""
    views = ["sections"] if dossier.is_quick else _views(dossier)
    return Section(
        "readiness",
        "Where it stands",
        (
            *_weakest(dossier),
            *_measured(dossier, views),
            *_signs(dossier),
        ),
    )


def bar(readiness: Readiness) -> str:
    """Draw a range in ten cells: certain, possible, absent."""
    return bar_of(readiness.low, readiness.high, CELLS)


def bar_of(least: float, most: float, cells: int) -> str:
    """Draw a range in a number of cells; its ends are shares of the top."""
    low = round(least * cells)
    high = max(low, round(most * cells))
    return REACHED * low + POSSIBLE * (high - low) + ABSENT * (cells - high)


def _views(dossier: Dossier) -> list[str]:
    first = dossier.questionnaire.procedure.headline_view
    views = dict.fromkeys([first, *(group.view for group in dossier.questionnaire.groups)])
    return [*views, "sections"]


def _weakest(dossier: Dossier) -> tuple[Block, ...]:
    if dossier.is_quick:
        return (
            paragraph(
                "A quick call supports a first reading of the sections and nothing finer. "
                "What it did not ask for counts as not known."
            ),
        )
    headline = dossier.triage.headline
    if headline is None:
        return ()
    words = band_words(dossier.questionnaire, headline)
    if words == TOO_EARLY:
        return (
            paragraph(
                "Least is certain of ",
                strong(headline.title),
                f": {words} how ready it is. A gap anywhere stops a launch, so the weakest part "
                "says more than any average.",
            ),
        )
    return (
        paragraph(
            "Weakest is ",
            strong(headline.title),
            f": {words}. A gap anywhere stops a launch, so the weakest part says "
            "more than any average.",
        ),
    )


def _measured(dossier: Dossier, views: list[str]) -> tuple[Block, ...]:
    drawn = _ranges(dossier, views)
    if not drawn.groups:
        return ()
    pictured = Pictured(
        drawn,
        beside=(
            *(block for view in views for block in _view(dossier, view)),
            paragraph(emphasis(f"{_WORDS_SAY} {widened(dossier)}".strip())),
        ),
        plain=(
            *(block for view in views for block in _view_with_bars(dossier, view)),
            paragraph(emphasis(f"{BARS_SAY} {_WORDS_SAY} {widened(dossier)}".strip())),
        ),
    )
    return (pictured,)


def _ranges(dossier: Dossier, views: list[str]) -> Ranges:
    return Ranges(
        groups=tuple(
            (_title(view), tuple(_range(dossier, one) for one in dossier.triage.of_view(view)))
            for view in views
            if dossier.triage.of_view(view)
        ),
        bands=tuple(
            (band.title, 1.0 if band.below is None else band.below)
            for band in dossier.questionnaire.bands
        ),
    )


def _range(dossier: Dossier, found: Readiness) -> Range:
    words = _in_words(dossier, found)
    can_be_told = words not in {TOO_EARLY, _NOTHING_YET}
    held = "held down" if found.blocked_by and can_be_told else ""
    return Range(found.title, found.low, found.point, found.high, words, held)


def _title(view: str) -> str:
    return view.replace("-", " ").capitalize()


def _view(dossier: Dossier, view: str) -> tuple[Block, ...]:
    return table(
        f"{_title(view)} 4 | In words 2 | What is behind it 10",
        *(
            (strong(found.title), _in_words(dossier, found), _behind(dossier, found))
            for found in dossier.triage.of_view(view)
        ),
    )


def _view_with_bars(dossier: Dossier, view: str) -> tuple[Block, ...]:
    return table(
        f"{_title(view)} 4 | Reading 2 | In words 2 | What is behind it 9",
        *(
            (strong(found.title), bar(found), _in_words(dossier, found), _behind(dossier, found))
            for found in dossier.triage.of_view(view)
        ),
    )


def _in_words(dossier: Dossier, found: Readiness) -> str:
    return band_words(dossier.questionnaire, found) if found.coverage else _NOTHING_YET


def _behind(dossier: Dossier, found: Readiness) -> str:
    parts = []
    group = next((g for g in dossier.questionnaire.groups if g.id == found.id), None)
    if group and group.meaning and _is_low(dossier, found):
        parts.append(group.meaning)
    if found.blocked_by:
        held = [dossier.short(question) for question in found.blocked_by]
        parts.append(f"Held down by: {joined(held, MOST_NAMED + 1)}.")
    elif weakest := _weakest_in(dossier, found):
        parts.append(f"Weakest: {joined(weakest, MOST_NAMED)}.")
    missing = [q for q in _members(dossier, found) if q.id not in dossier.triage.reading.levels]
    if missing:
        count = counted_in_words(len(missing), "answer is", "answers are")
        parts.append(f"{sentence(count)[:-1]} missing.")
    return " ".join(parts) if parts else found.band.meaning


def _is_low(dossier: Dossier, found: Readiness) -> bool:
    if band_words(dossier.questionnaire, found) == TOO_EARLY:
        return False
    bands = [band.id for band in dossier.questionnaire.bands]
    highest = dossier.questionnaire.procedure.band_when_blocked
    return bands.index(found.band.id) <= bands.index(highest)


def _members(dossier: Dossier, found: Readiness) -> list[Question]:
    return [
        question
        for question in dossier.applicable
        if (question.section if found.view == "sections" else None) == found.id
        or (found.view != "sections" and found.id in question.groups)
    ]


def _weakest_in(dossier: Dossier, found: Readiness) -> list[str]:
    levels = dossier.triage.reading.levels
    short_of = [q for q in _members(dossier, found) if levels.get(q.id, q.top) < q.top]

    def reach(question: Question) -> tuple[float, int]:
        weight = dossier.engine.scale.weight(question.id, dossier.triage.reading)
        return levels[question.id] / question.top, -weight

    return [question.short for question in sorted(short_of, key=reach)][:MOST_NAMED]


def _signs(dossier: Dossier) -> tuple[Block, ...]:
    of = len(dossier.questionnaire.warning_signs)
    found = dossier.triage.warning_signs
    if not of:
        return ()
    if not found:
        return (paragraph(f"None of the {in_words(of)} warning signs shows, as far as was asked."),)
    if of == 1:
        return (paragraph(f"The warning sign is there: {found[0].text}"),)
    are = "is" if len(found) == 1 else "are"
    signs = counted_in_words(of, "warning sign")
    return (
        paragraph(f"Of the {signs}, {in_words(len(found))} {are} there:"),
        *bullets(*(sign.text for sign in found)),
    )
