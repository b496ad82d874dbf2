"""Section 3: how ready each part is, in words and bars, and the warning signs that are there."""

from __future__ import annotations

from unstall.report.blocks import Block, Section, bullets, emphasis, paragraph, strong, table
from unstall.report.dossier import Dossier
from unstall.report.phrases import counted_in_words, in_words, listed, sentence
from unstall.triage.readiness import Readiness

CELLS = 10
REACHED, POSSIBLE, ABSENT = "█", "▒", "░"


def where_it_stands(dossier: Dossier) -> Section:
    """Compose the section on readiness; a quick call supports the three sections alone."""
    views = ["sections"] if dossier.is_quick else _views(dossier)
    return Section(
        "readiness",
        "Where it stands",
        (
            *_weakest(dossier),
            *(block for view in views for block in _view(dossier, view)),
            paragraph(
                emphasis(
                    f"{REACHED} reached   {POSSIBLE} not known yet   {ABSENT} not there. "
                    "The word goes by what is certain, not by what is hoped for."
                )
            ),
            *_signs(dossier),
        ),
    )


def bar(readiness: Readiness) -> str:
    """Draw a range in ten cells: certain, possible, absent."""
    low = round(readiness.low * CELLS)
    high = max(low, round(readiness.high * CELLS))
    return REACHED * low + POSSIBLE * (high - low) + ABSENT * (CELLS - high)


def _views(dossier: Dossier) -> list[str]:
    first = dossier.questionnaire.procedure.headline_view
    views = dict.fromkeys([first, *(group.view for group in dossier.questionnaire.groups)])
    return [*views, "sections"]


def _weakest(dossier: Dossier) -> tuple[Block, ...]:
    if dossier.is_quick:
        return (
            paragraph(
                "A quick call supports a first reading of the sections, and nothing finer. "
                "What it did not ask for counts as not known."
            ),
        )
    headline = dossier.triage.headline
    if headline is None:
        return ()
    return (
        paragraph(
            "Weakest is ",
            strong(headline.title),
            f": {headline.band.title}. A gap anywhere stops a launch, so the weakest part counts "
            "for more than any average.",
        ),
    )


def _view(dossier: Dossier, view: str) -> tuple[Block, ...]:
    found = dossier.triage.of_view(view)
    name = view.replace("-", " ").capitalize()
    return table(
        f"{name} 4 | Reading 2 | In words 2 | What that means 8",
        *((strong(r.title), bar(r), r.band.title, _meaning(dossier, r)) for r in found),
    )


def _meaning(dossier: Dossier, readiness: Readiness) -> str:
    group = next((g for g in dossier.questionnaire.groups if g.id == readiness.id), None)
    bands = dossier.questionnaire.bands
    held = readiness.band.id == dossier.questionnaire.procedure.band_when_blocked
    low = bands.index(readiness.band) <= next(
        i for i, b in enumerate(bands) if b.id == dossier.questionnaire.procedure.band_when_blocked
    )
    text = group.meaning if low and group and group.meaning else readiness.band.meaning
    if held and readiness.blocked_by:
        held_by = listed([dossier.short(question) for question in readiness.blocked_by])
        return f"{text} Held down by: {held_by}."
    return text


def _signs(dossier: Dossier) -> tuple[Block, ...]:
    of = len(dossier.questionnaire.warning_signs)
    found = dossier.triage.warning_signs
    if not of:
        return ()
    if not found:
        return (paragraph(f"None of the {in_words(of)} warning signs shows, as far as was asked."),)
    are = "is" if len(found) == 1 else "are"
    return (
        paragraph(
            sentence(
                f"Of the {counted_in_words(of, 'warning sign')}, {in_words(len(found))} {are} there"
            )[:-1],
            ":",
        ),
        *bullets(*(sign.text for sign in found)),
    )
