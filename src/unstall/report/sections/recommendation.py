"""Section 6: conditions with name and date, stop criteria, and what would change our mind."""

from __future__ import annotations

from unstall.report.blocks import (
    Block,
    Line,
    Section,
    Span,
    bullets,
    line,
    paragraph,
    strong,
    table,
)
from unstall.report.conditions import conditions
from unstall.report.dossier import COST_OF_DELAY, TEAM_BURN, Dossier
from unstall.report.facts import fact_in_words
from unstall.report.phrases import capitalised, in_words, joined, listed, sentence
from unstall.report.sections.people import stand_in
from unstall.report.stop_criteria import stop_criteria
from unstall.triage.flips import Flip

MOST_FLIPS = 8


def recommendation(dossier: Dossier) -> Section:
    """Compose the section on conditions."""
    strategy = dossier.strategy
    if strategy is None:
        return Section("recommendation", "Recommendation and conditions")
    return Section(
        "recommendation",
        "Recommendation and conditions",
        (
            *_conditions(dossier),
            *_to_verify(dossier),
            *_while_waiting(dossier),
            *_stop_criteria(dossier),
            paragraph(strong("How it goes wrong."), f" {strategy.danger}"),
            paragraph(strong("What it costs politically."), f" {sentence(strategy.cost)}"),
            *what_would_change(dossier),
        ),
    )


def _conditions(dossier: Dossier) -> tuple[Block, ...]:
    found = conditions(dossier)
    strategy = dossier.strategy
    if not found:
        if strategy and strategy.kind == "go":
            return (
                paragraph(
                    "No condition has to be met before work starts; what the first weeks have to "
                    "settle stands in the plan."
                ),
            )
        return ()
    lead = "The condition" if len(found) == 1 else "The conditions"
    return (
        paragraph(strong(f"{lead}, with a person and a date.")),
        *table(
            "What must hold 5 | Today 5 | Who 3 | By 3 | If not 3",
            *((sentence(c.text), c.today, c.who, c.by, c.if_not) for c in found),
        ),
    )


def _to_verify(dossier: Dossier) -> tuple[Block, ...]:
    decision = dossier.triage.decision
    route = decision.route(decision.strategy or "")
    if route is None or not route.verify:
        return ()
    return (
        paragraph(
            strong("Taken on trust until it is known."),
            " Each of these would close or hold up this way if it turned out not to be so.",
        ),
        *bullets(*(sentence(state.gate.text) for state in route.verify)),
    )


def _while_waiting(dossier: Dossier) -> tuple[Block, ...]:
    if dossier.strategy is None or dossier.strategy.kind != "wait":
        return ()
    facts = dossier.questionnaire.fact_by_id
    given = [
        fact_in_words(facts[fact], value, dossier.formats)
        for fact in (COST_OF_DELAY, TEAM_BURN)
        if fact in facts and (value := dossier.fact(fact)) is not None
    ]
    names = [
        facts[fact].title.lower()
        for fact in (COST_OF_DELAY, TEAM_BURN)
        if fact in facts and dossier.fact(fact) is not None
    ]
    if not given:
        text = (
            " What a month of waiting costs was not given. It belongs in the page that the sponsor "
            "signs in week 1."
        )
    else:
        text = f" {sentence(listed([f'{n}: {g}' for n, g in zip(names, given, strict=True)]))}"
    return (
        *stand_in(dossier),
        paragraph(
            strong("The default is to stop."),
            " If the date comes and a condition is not met, the project ends. There is no second "
            "pause.",
        ),
        paragraph(strong("What waiting costs."), text),
    )


def _stop_criteria(dossier: Dossier) -> tuple[Block, ...]:
    found = stop_criteria(dossier)
    if not found:
        return ()
    return (
        paragraph(
            strong("Stop criteria, proposed."),
            " The sponsor settles them before money is spent and lodges them with a named person "
            "outside the team.",
        ),
        *bullets(*found),
    )


def what_would_change(dossier: Dossier) -> tuple[Block, ...]:
    """List the single answers that would change the recommendation."""
    lead = strong("What would change our mind.")
    asked = len(dossier.applicable)
    if not dossier.flips:
        unknown = any(q.id not in dossier.triage.reading.levels for q in dossier.applicable)
        to_all = ", those that are not known to every level," if unknown else ""
        return (
            paragraph(
                lead,
                f" No single answer would. Each of the {asked} was moved by one level{to_all} and "
                "the recommendation stayed what it is.",
            ),
        )
    questions = list(dict.fromkeys(flip.question for flip in dossier.flips))
    count = capitalised(in_words(len(questions)))
    each = "changes the advice" if len(questions) == 1 else "change the advice, each"
    rest = [dossier.short(question) for question in questions[MOST_FLIPS:]]
    return (
        paragraph(
            lead,
            f" {count} of the {asked} answers {each} by itself. Ask for the evidence there first.",
        ),
        *bullets(
            *(
                _flip(dossier, [flip for flip in dossier.flips if flip.question == question])
                for question in questions[:MOST_FLIPS]
            )
        ),
        *((paragraph(f"The same goes for {joined(rest, len(rest))}."),) if rest else ()),
    )


def _flip(dossier: Dossier, flips: list[Flip]) -> Line:
    first = flips[0]
    parts: list[str | Span] = [strong(dossier.short(first.question)), ". "]
    if first.from_level is None:
        parts.append("Not known today. ")
    else:
        parts.append(f"Today: {dossier.label(first.question, first.from_level)} ")
    for flip in flips:
        title = dossier.title_of(flip.strategy, flip.shape, flip.then)
        said = dossier.label(flip.question, flip.to_level)
        parts += [f"If it were {said} ", strong(f"{title}."), " "]
    return line(*parts)
