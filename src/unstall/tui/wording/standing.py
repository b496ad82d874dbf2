"""How firmly the verdict stands: in a word, in shares of what was drawn, and in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from unstall.questionnaire.rules import Strategy
from unstall.report.changing import mark_in_words
from unstall.report.dossier import Dossier
from unstall.report.phrases import quoted, sentence, share_in_figures
from unstall.triage.outlook import Outlook
from unstall.triage.robustness import POINTS_WITHIN
from unstall.triage.standing import StandingWord
from unstall.tui.widgets.range_bar import range_bar
from unstall.tui.wording.options import WEIGHING
from unstall.tui.wording.points import Point, Section

BAR = 20
"""Cells of a share's bar."""
NOTHING_LEFT = "Settled: nothing left to ask can change it."


def standing(dossier: Dossier) -> Section:
    """Say how firmly the verdict stands, and what keeps it from standing more firmly."""
    outlook = dossier.worked_out
    if outlook is None:
        return Section("standing", "0", "How firmly", WEIGHING, (), "It is being weighed.")
    held = outlook.standing
    word = firmness_in_words(held.word, settled=outlook.settled)
    why = [
        Point(f"standing/{number}", text=sentence(clause), mark="·")
        for number, clause in enumerate(held.held_back_by)
    ]
    shares = Point(
        "standing/shares",
        f"What came out of {outlook.robustness.draws:,} readings drawn",
        mark="",
        children=(*_shares(dossier, outlook), _what_was_drawn(dossier)),
    )
    firm = Point(
        "standing/firm",
        "Against answers to come, and points that are off",
        mark="",
        children=(_settled(dossier, outlook), *_points_off(dossier, outlook)),
    )
    lead = f"It is {quoted(held.word)}, and not more, because:" if why else "It holds up."
    if outlook.settled and why:
        lead = f"{NOTHING_LEFT} {lead}"
    return Section("standing", "0", "How firmly", word, (*why, shares, firm), lead)


def firmness_in_words(word: StandingWord, *, settled: bool) -> str:
    """Say how firmly a verdict stands, in the same words on every screen: "leaning, settled"."""
    said = word.replace("-", " ")
    return f"{said}, settled" if settled else said


def _shares(dossier: Dossier, outlook: Outlook) -> tuple[Point, ...]:
    acceptability = outlook.robustness.acceptability
    strategies = sorted(dossier.questionnaire.strategies, key=lambda s: -acceptability[s.id])
    widest = max(len(strategy.title) for strategy in strategies)
    return tuple(_share(dossier, s, acceptability[s.id], widest) for s in strategies)


def _share(dossier: Dossier, strategy: Strategy, share: float, widest: int) -> Point:
    bar = "".join(cells for cells, _ in range_bar(share, share, BAR))
    chosen = strategy == dossier.strategy
    return Point(
        f"standing/share/{strategy.id}",
        f"{strategy.title:<{widest}}  ",
        f"{bar}  {share_in_figures(share)}",
        mark="●" if chosen else "·",
        tone="accent" if chosen else "plain",
    )


def _what_was_drawn(dossier: Dossier) -> Point:
    within = f"{POINTS_WITHIN:.0%}".replace("%", " %")
    unknown = any(q.id not in dossier.reading.levels for q in dossier.applicable)
    answers = "what is not known over all its levels, and " if unknown else ""
    said = f"Drawn: {answers}every set of points within {within} of what the questionnaire says."
    return Point("standing/drawn", lead=f"{said} The whole procedure was run on each.", mark="")


def _settled(dossier: Dossier, outlook: Outlook) -> Point:
    if outlook.settled:
        text = "Settled: no answer, fact or date still to come can change it."
        return Point("standing/settled", text=text, mark="✓")
    open_ = any(q.id not in dossier.reading.levels for q in dossier.applicable)
    what = "an answer" if open_ else "every answer is given, but a fact or a date"
    text = f"Not settled: {what} still to come could change it."
    return Point("standing/settled", text=text, mark="○")


def _points_off(dossier: Dossier, outlook: Outlook) -> Iterator[Point]:
    """Say how far the points may be off, what gives way first before the rest."""
    off = outlook.robustness
    said = [
        (share, point)
        for share, point in (
            (off.tolerance, _tolerance(dossier, outlook)),
            (off.to_mark, _mark(dossier)),
        )
        if share is not None and point is not None
    ]
    yield from (point for _, point in sorted(said, key=lambda entry: entry[0]))


def _mark(dossier: Dossier) -> Point | None:
    text = mark_in_words(dossier)
    return Point("standing/mark", text=text, mark="·") if text else None


def _tolerance(dossier: Dossier, outlook: Outlook) -> Point | None:
    tolerance = outlook.robustness.tolerance
    ranked = dossier.triage.decision.ranked
    if tolerance is None or ranked[0].strategy != dossier.triage.decision.strategy:
        return None
    first, second = (dossier.questionnaire.strategy_by_id[r.strategy].title for r in ranked[:2])
    # Rounded down: what is promised has to hold.
    whole = floor(tolerance * 100)
    text = (
        f"With these answers every point may be wrong by up to {whole} %, all of them in the "
        f"worst direction at once, before {second} would come before {first}."
    )
    if not whole:
        text = f"The points alone do not hold it: any that is off can put {second} before {first}."
    return Point("standing/tolerance", text=text, mark="·")
