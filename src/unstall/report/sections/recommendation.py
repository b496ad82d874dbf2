"""Section 6: conditions with name and date, and stop criteria."""

from __future__ import annotations

from unstall.report.blocks import (
    Block,
    Section,
    bullets,
    paragraph,
    strong,
    table,
)
from unstall.report.conditions import conditions
from unstall.report.dossier import COST_OF_DELAY, TEAM_BURN, Dossier
from unstall.report.facts import fact_in_words
from unstall.report.phrases import listed, sentence
from unstall.report.sections.people import stand_in
from unstall.report.stop_criteria import stop_criteria


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
