"""What the verdict screen says first: the verdict, how firmly it stands, and three reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from unstall.report.deciding import grounds
from unstall.report.dossier import SHAPES, Dossier
from unstall.report.fitting import weak_fit
from unstall.report.nearness import close_call
from unstall.report.phrases import clause, counted_in_words, in_words, listed
from unstall.triage.ask_next import bearing_on_the_verdict
from unstall.tui.rows import Tone
from unstall.tui.wording import findings, options
from unstall.tui.wording.cases import for_and_against
from unstall.tui.wording.changes import would_change
from unstall.tui.wording.closer import NO_CLOSER_LOOK, CloserLook
from unstall.tui.wording.points import Point, Section
from unstall.tui.wording.standing import firmness_in_words, standing
from unstall.tui.wording.takes import what_each_takes
from unstall.tui.wording.votes import parting, votes

CAUTION = "caution/"
"""Begins the ids of what speaks against leaning on the verdict."""
MOST_TO_FIND_OUT = 3
"""How many questions are named that an open verdict waits for."""
_SHORT_ENOUGH = 70
"""Characters of conditions that still fit into the verdict's own line."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The verdict in a line."""

    verdict: str
    standing: str
    """How firmly it stands: a word, and whether it is settled."""
    tone: Tone


def headline(dossier: Dossier) -> Headline:
    """Say the verdict with its shape and conditions."""
    decision = dossier.triage.decision
    strategy = dossier.strategy
    if strategy is None:
        known = in_words(decision.quick_known) if decision.quick_known else "none"
        needed = in_words(decision.quick_needed)
        said = f"Too little is known for a verdict: {known} of the {needed} answers that it needs"
        return Headline(said, "open", "warn")
    outlook = dossier.worked_out
    firmness = options.WEIGHING
    if outlook:
        firmness = firmness_in_words(outlook.standing.word, settled=outlook.settled)
        if outlook.settled:
            firmness = f"{firmness}: nothing left to ask can change it"
    tone: Tone = "warn" if outlook and outlook.standing.word == "open" else "accent"
    texts = [clause(dossier.gate_text(condition)) for condition in decision.conditions]
    shape = f", {SHAPES[decision.shape]}" if decision.shape else ""
    if decision.then:
        then = dossier.questionnaire.strategy_by_id[decision.then].title
        until = _all_of(texts, "until") if texts else " until the review"
        return Headline(f"Pause{until}, then {then}{shape}", firmness, tone)
    on = _all_of(texts, ", on condition that") if texts else ""
    return Headline(f"{strategy.title}{shape}{on}", firmness, tone)


def _all_of(texts: list[str], before: str) -> str:
    joined = listed(texts)
    space = "" if before.startswith(",") else " "
    if len(joined) <= _SHORT_ENOUGH:
        return f"{space}{before} {joined}"
    number = counted_in_words(len(texts), "condition")
    return f", on {number}" if before.startswith(",") else f" until {number} are met"


def reasons(dossier: Dossier) -> tuple[Point, ...]:
    """Give the answers that decided, or say what else there is to say instead of them."""
    decision = dossier.triage.decision
    first: list[Point] = []
    if dossier.strategy is None:
        return ()
    if decision.forced:
        first += [
            Point(f"why/{stop.id}", text=stop.text, mark="!", tone="bad")
            for stop in decision.forced
        ]
    elif dossier.strategy.kind == "end" and not decision.stop_earned:
        text = "No way forward is open, and none can be opened in time."
        first.append(Point("why/none-open", text=text, mark="!", tone="bad"))
    if dossier.triage.nothing_explains:
        first.append(
            Point(
                "why/nothing",
                text="Nothing here explains the stall: every answer given is at its best level.",
                mark="!",
                tone="warn",
                notes=("Ask to see what the answers rest on, or hold the go-live review.",),
            )
        )
    return (*first, *_grounds(dossier))


def _grounds(dossier: Dossier) -> list[Point]:
    return [
        Point(
            f"why/{ground.question or ground.fact or f'{ground.strategy}/{ground.says}'}",
            lead=ground.lead,
            title=ground.title,
            text=ground.says,
            question=ground.question,
        )
        for ground in grounds(dossier)
    ]


def cautions(dossier: Dossier) -> tuple[Point, ...]:
    """Say plainly what speaks against leaning on the verdict: a close call, a weak fit."""
    decision = dossier.triage.decision
    said = [*_open(dossier), *parting(dossier)]
    recorded = dossier.session.result
    if recorded and (recorded.strategy, recorded.shape, recorded.then) != (
        decision.strategy,
        decision.shape,
        decision.then,
    ):
        title = dossier.title_of(recorded.strategy, recorded.shape, recorded.then)
        text = f"When it was closed the result was: {title} (unstall {recorded.program})."
        said.append(Point(f"{CAUTION}closed", text=text, mark="!", tone="warn"))
    if text := close_call(dossier):
        said.append(Point(f"{CAUTION}close", text=text, mark="!", tone="warn"))
    if text := weak_fit(dossier):
        said.append(Point(f"{CAUTION}weak", text=text, mark="!", tone="warn"))
    return tuple(said)


def _open(dossier: Dossier) -> Iterator[Point]:
    """Say of an open verdict what to find out first: that is what it comes to."""
    outlook = dossier.worked_out
    if dossier.strategy is None or outlook is None or outlook.standing.word != "open":
        return
    first = [worth.question for worth in bearing_on_the_verdict(outlook.ask_next)]
    if first:
        shorts = listed([dossier.short(question) for question in first[:MOST_TO_FIND_OUT]])
        yield Point(
            f"{CAUTION}find-out",
            text=f"As far as is known. Find out first: {shorts}.",
            mark="!",
            tone="warn",
            question=first[0],
        )


def to_find_out(dossier: Dossier) -> tuple[Point, ...]:
    """Without a verdict: the questions whose answers are needed for one, and whom to ask.

    They stand in the order in which they are most worth asking, as soon as it is worked out.
    """
    outlook = dossier.worked_out
    order = [worth.question for worth in outlook.ask_next] if outlook else []
    places = {question: place for place, question in enumerate(order)}
    gaps = sorted(dossier.triage.gaps, key=lambda gap: places.get(gap.question.id, len(places)))
    return tuple(
        replace(
            findings.gap_point(dossier, gap),
            id=f"find-out/{gap.question.id}",
            right=f"ask {dossier.whom(gap.question.id)}",
            notes=(),
        )
        for gap in gaps
        if gap.question.quick == "framework"
    )


def sections(dossier: Dossier, closer: CloserLook = NO_CLOSER_LOOK) -> tuple[Section, ...]:
    """Everything else that can be unfolded, in the order of its keys.

    Args:
        dossier: The session as it stands.
        closer: What was worked out for those sections that somebody has looked at.
    """
    lenses = (
        findings.blockers(dossier),
        findings.causes(dossier),
        findings.readiness(dossier),
        findings.warning_signs(dossier),
        findings.contradictions(dossier),
        findings.not_known(dossier),
    )
    room = votes(dossier, closer.bearing)
    if dossier.strategy is None:
        return (*lenses, *room)
    return (
        options.ruled_out(dossier, closer.reopened_by),
        options.conditions(dossier),
        *lenses,
        for_and_against(dossier),
        standing(dossier),
        would_change(dossier),
        what_each_takes(dossier, closer.taken),
        *room,
    )
