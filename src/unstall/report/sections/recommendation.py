"""Section 6: conditions with name and date, stop criteria, and what would change our mind."""

from __future__ import annotations

from itertools import groupby

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
from unstall.report.phrases import in_words, listed, sentence
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
                    "No condition has to be met before work starts. What the first two weeks have to "
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
            " Each of these would close or hold up the recommended way if it turned out not to be so.",
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
        paragraph(
            strong("The default is to stop."),
            " If the date passes and the condition is not met, the project ends. There is no second pause.",
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
    asked = len(dossier.applicable)
    lead = strong("What would change our mind.")
    if not dossier.flips:
        return (
            paragraph(
                lead,
                f" No single answer does: each of the {asked} was moved by one level, those that are "
                "not known to every level, and the recommendation stayed what it is.",
            ),
        )
    questions = {flip.question for flip in dossier.flips}
    count = in_words(len(questions))
    answers = (
        "answer, taken by itself, changes"
        if len(questions) == 1
        else "answers, each taken by itself, change"
    )
    items = [
        _flip(dossier, question, list(found))
        for question, found in groupby(dossier.flips, key=lambda flip: flip.question)
    ]
    rest = [
        dossier.short(question)
        for question in list(dict.fromkeys(f.question for f in dossier.flips))[MOST_FLIPS:]
    ]
    return (
        paragraph(lead, f" {sentence(count)[:-1]} of {asked} {answers} the recommendation:"),
        *bullets(*items[:MOST_FLIPS]),
        *((paragraph(f"The same goes for {listed(rest)}."),) if rest else ()),
    )


def _flip(dossier: Dossier, question: str, flips: list[Flip]) -> Line:
    before = flips[0].from_level
    now = "not known today" if before is None else f"today {dossier.label(question, before)}"
    parts: list[str | Span] = [strong(dossier.short(question)), f", {now}: "]
    for position, flip in enumerate(flips):
        title = dossier.title_of(flip.strategy, flip.shape, flip.then)
        parts += [
            "; " if position else "",
            f"at {dossier.label(question, flip.to_level)} it would be ",
            strong(title),
        ]
    return line(*parts, ".")
