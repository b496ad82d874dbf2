"""Section 1: the recommendation, what decided it, what is asked of whom, and how sure it is."""

from __future__ import annotations

from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.conditions import conditions
from unstall.report.confidence import confidence
from unstall.report.deciding import Ground, grounds
from unstall.report.dossier import SHAPES, Dossier
from unstall.report.phrases import clause, counted, listed, sentence, sentences
from unstall.triage.flips import Flip

MOST_ASKED = 4
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
    """Say the recommendation in one sentence, with its shape and its conditions."""
    strategy, decision = dossier.strategy, dossier.triage.decision
    if strategy is None:
        return ""
    text = f"Our advice is to {clause(strategy.advice)}"
    if strategy.kind == "go":
        shape = f", {SHAPES[decision.shape]}" if decision.shape else ""
        on = [condition.text for condition in conditions(dossier)]
        if len(on) == 1:
            return sentence(f"{text}{shape}, on condition that {on[0]}")
        if on:
            return sentence(f"{text}{shape}, on {counted(len(on), 'condition')}: {'; '.join(on)}")
        return sentence(f"{text}{shape}")
    if dossier.resumed:
        shape = f", {SHAPES[decision.shape]}" if decision.shape else ""
        return sentence(f"{text}. What is resumed then: {clause(dossier.resumed.advice)}{shape}")
    return sentence(text)


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
    weak = (
        ["The way is open rather than good: little speaks for it beyond the lack of a better one"]
        if decision.weak
        else []
    )
    return sentences([*reasons, strategy.summary, *weak])


def assurance(dossier: Dossier) -> tuple[Block, ...]:
    """Say how firmly the verdict stands and how sure the report may sound."""
    standing, sure = dossier.triage.standing, confidence(dossier)
    held = f" {sentence('; '.join(standing.held_back_by))}" if standing.held_back_by else ""
    return (
        paragraph(strong(f"Standing: {STANDING[standing.word]}."), held),
        paragraph(strong(f"Confidence: {sure.word}."), f" {sentence('; '.join(sure.because))}"),
    )


def _decided(dossier: Dossier) -> tuple[Block, ...]:
    found = grounds(dossier)
    if not found:
        return ()
    return (paragraph(strong("What decided it")), *bullets(*(_ground(g) for g in found)))


def _ground(ground: Ground) -> Line:
    lead = (strong(ground.lead), " ") if ground.lead else ()
    if not ground.title:
        return line(*lead, sentence(ground.says))
    return line(
        *lead, f"{ground.title}: {sentence(ground.says) if not ground.question else ground.says}"
    )


def _close_call(dossier: Dossier) -> tuple[Block, ...]:
    rival_id = dossier.triage.decision.close_call_with
    if rival_id is None or dossier.strategy is None:
        return ()
    rival = dossier.questionnaire.strategy_by_id[rival_id]
    tips = [flip for flip in dossier.flips if flip.strategy == rival_id]
    text = (
        f" {dossier.strategy.title} and {rival.title} lie so close together that both have to be "
        f"on the table. The other way would be to {clause(rival.advice)}."
    )
    return (
        paragraph(strong("This is a close call."), text),
        *bullets(*(_tip(dossier, flip) for flip in tips[:2])),
    )


def _tip(dossier: Dossier, flip: Flip) -> Line:
    return line(
        f"It would be {dossier.title_of(flip.strategy, flip.shape, flip.then)} if the answer on ",
        strong(dossier.short(flip.question)),
        f" were {dossier.label(flip.question, flip.to_level)}.",
    )


def _asked(dossier: Dossier) -> tuple[Block, ...]:
    rows: list[tuple[str, str, str]] = [
        (found.who, sentence(f"See to it that {found.text}"), found.by)
        for found in conditions(dossier)
    ]
    people = {who for who, _, _ in rows}
    early = [p for p in dossier.plan.actions if p.first_week <= 2] if dossier.plan else []
    for placed in early:
        who = placed.owner or dossier.person(placed.chosen.action.owner)
        if who not in people and len(rows) < MOST_ASKED:
            people.add(who)
            rows.append((who, sentence(placed.chosen.title), dossier.end_of(placed.last_week)))
    return (
        (
            paragraph(strong("What is asked of whom")),
            *table("Who 3 | What 6 | By 3", *rows),
        )
        if rows
        else ()
    )


def verdict_line(dossier: Dossier) -> str:
    """Name the verdict and its standing in a line."""
    return f"{dossier.verdict_title} ({STANDING[dossier.triage.standing.word]})"


def conditions_in_short(dossier: Dossier) -> str:
    """List the conditions in one clause; empty if there are none."""
    return listed([found.text for found in conditions(dossier)])
