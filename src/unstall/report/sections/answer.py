"""Section 1: the recommendation, what decided it, what is asked of whom, and how sure it is."""

from __future__ import annotations

from unstall.plan.models import Placed
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.changing import HOLDS_UP, if_moved, merged
from unstall.report.conditions import conditions, conditions_end, held
from unstall.report.confidence import confidence
from unstall.report.deciding import Ground, grounds
from unstall.report.dossier import FIRM_WEEKS, SHAPES, Dossier
from unstall.report.fitting import weak_fit
from unstall.report.phrases import clause, sentence, sentences
from unstall.report.sections.planned import why
from unstall.triage.ask_next import bearing_on_the_verdict
from unstall.triage.flip_sets import FlipSet

MOST_ASKED = 4
MOST_TIPS = 2
MOST_TO_ASK = 3
STANDING = {"holds-up": "holds up", "leaning": "leaning", "open": "open"}


def answer(dossier: Dossier) -> Section:
    """Compose the first section of a report with a recommendation."""
    return Section(
        "answer",
        "The answer",
        (
            paragraph(strong(advice(dossier))),
            paragraph(meaning(dossier)),
            *_close_call(dossier),
            *_decided(dossier),
            *_asked(dossier),
            *assurance(dossier),
        ),
    )


def advice(dossier: Dossier) -> str:
    """Say the recommendation in a sentence or two, with its shape and its conditions."""
    strategy = dossier.strategy
    if strategy is None:
        return ""
    shape = dossier.triage.decision.shape
    shaped = f", {SHAPES[shape]}" if shape else ""
    on = [condition.text for condition in conditions(dossier)]
    # What stands open is no advice yet: what to find out comes before it.
    is_open = dossier.outlook.standing.word == "open"
    lead = "As far as is known, our advice would be to" if is_open else "Our advice is to"
    if dossier.resumed and on:
        then = f"{clause(dossier.resumed.advice)}{shaped}"
        end = conditions_end(dossier)
        return f"{lead} pause until {held(on)}. If that has come about {end}, {then}; if not, stop."
    text = f"{lead} {clause(strategy.advice)}{shaped}"
    return sentence(f"{text}, on condition that {held(on)}" if on else text)


def meaning(dossier: Dossier) -> str:
    """Say what the recommendation means, and why if it is a stop."""
    strategy, decision = dossier.strategy, dossier.triage.decision
    if strategy is None:
        return ""
    reasons: list[str] = []
    if decision.forced:
        reasons = [forced.text for forced in decision.forced]
    elif strategy.kind == "end" and not decision.stop_earned:
        reasons = ["No way of going on is open, and none can be opened in time"]
    return sentences([*reasons, strategy.summary, weak_fit(dossier)])


def assurance(dossier: Dossier) -> tuple[Block, ...]:
    """Say how firmly the verdict stands and how sure the report may sound."""
    standing, sure = dossier.outlook.standing, confidence(dossier)
    because = standing.held_back_by if dossier.strategy else ()
    held = f" {sentence('; '.join(because))}" if because else ""
    if standing.word == "holds-up":
        held = f" {HOLDS_UP}"
    if standing.word == "open" and dossier.strategy:
        bearing = bearing_on_the_verdict(dossier.outlook.ask_next)
        first = [dossier.short(worth.question) for worth in bearing[:MOST_TO_ASK]]
        held += f" Find out first: {'; '.join(first)}." if first else ""
    return (
        paragraph(strong(f"Standing: {STANDING[standing.word]}."), held),
        paragraph(strong(f"Confidence: {sure.word}."), f" {sentence('; '.join(sure.because))}"),
    )


def verdict_line(dossier: Dossier) -> str:
    """Name the verdict and its standing in a line."""
    return f"{dossier.verdict_title} ({STANDING[dossier.standing.word]})"


def _decided(dossier: Dossier) -> tuple[Block, ...]:
    found = grounds(dossier)
    if not found:
        return ()
    return (paragraph(strong("What decided it")), *bullets(*(ground_line(g) for g in found)))


def ground_line(ground: Ground) -> Line:
    """Write a reason in a line: what it bears on, and the answer in its own words."""
    lead = (strong(ground.lead), " ") if ground.lead else ()
    return line(*lead, f"{ground.title}: " if ground.title else "", ground.says)


def _close_call(dossier: Dossier) -> tuple[Block, ...]:
    rival_id = dossier.triage.decision.close_call_with
    if rival_id is None or dossier.strategy is None:
        return ()
    rival = dossier.questionnaire.strategy_by_id[rival_id]
    tips = [
        flip for flip in dossier.outlook.flips if flip.strategy == rival_id and len(flip.moves) == 1
    ]
    asked = [reason.question for reason in dossier.triage.case(rival_id).for_it if reason.question]
    for_it = f"{dossier.short(asked[0])}, {dossier.said(asked[0])}" if asked else ""
    return (
        paragraph(
            strong("This is a close call."),
            f" {dossier.strategy.title} and {rival.title} lie so close together that both belong "
            f"on the table. The other way would be to {clause(rival.advice)}."
            + (f" What speaks for it today: {for_it}" if for_it else ""),
        ),
        *bullets(*(_tip(dossier, flips) for _, flips in merged(tips)[:MOST_TIPS])),
    )


def _tip(dossier: Dossier, flips: list[FlipSet]) -> Line:
    first = flips[0]
    title = dossier.title_of(first.strategy, first.shape, first.then)
    return line(f"It would tip to {title} ", if_moved(dossier, flips), ".")


def _asked(dossier: Dossier) -> tuple[Block, ...]:
    rows: list[tuple[str, str, str | Line, str]] = [
        (found.who, sentence(f"See to it that {found.text}"), found.today, found.by)
        for found in conditions(dossier)
    ]
    people = {who for who, *_ in rows}
    for placed in _early(dossier):
        who = placed.owner or dossier.person(placed.chosen.action.owner)
        if who not in people and len(rows) < MOST_ASKED:
            people.add(who)
            done_by = dossier.end_of(placed.last_week)
            rows.append((who, sentence(placed.chosen.title), why(dossier, placed), done_by))
    if not rows:
        return ()
    return (
        paragraph(strong("What is asked of whom")),
        *table("Who 3 | What 5 | Because today 6 | By 3", *rows),
    )


def _early(dossier: Dossier) -> list[Placed]:
    plan = dossier.plan
    if plan is None:
        return []
    return [p for p in plan.actions if p.first_week <= FIRM_WEEKS and p.done is None]
