"""Section 2: what was said, by whom, and how well it is known."""

from __future__ import annotations

from unstall.hidden import without_hidden
from unstall.questionnaire.actions import Contradiction
from unstall.report.blocks import (
    Block,
    Line,
    Quote,
    Section,
    bullets,
    line,
    paragraph,
    strong,
    table,
)
from unstall.report.confidence import Evidence, evidence
from unstall.report.deciding import condition_grounds
from unstall.report.dossier import (
    CRITERIA,
    NAMES,
    PILOT_VOLUME,
    PRODUCTION_VOLUME,
    REGIMES,
    RESPONDENTS,
    SPENT,
    Dossier,
)
from unstall.report.facts import fact_in_words, person_in_words
from unstall.report.phrases import capitalised, in_words, listed, sentence

APART = {SPENT, RESPONDENTS, NAMES, CRITERIA, REGIMES}
"""Facts that have a sentence or a section of their own."""
LARGE_STEP = 10
"""From this many times the pilot's volume on, the step to production is pointed out."""


def told(dossier: Dossier) -> Section:
    """Compose the section on what was said."""
    return Section(
        "told",
        "What we were told",
        (
            paragraph(_who_spoke(dossier), " ", _how_known(evidence(dossier))),
            *table("What 4 | As stated 6", *_facts(dossier)),
            *_volumes(dossier),
            *_criteria(dossier),
            *_regimes(dossier),
            *contradictions(dossier),
        ),
    )


def _who_spoke(dossier: Dossier) -> str:
    people = dossier.fact(RESPONDENTS) or ()
    if not people:
        return "Who answered is not on record."
    names = listed([person_in_words(person) for person in people])
    if len(people) == 1:
        return f"One person was heard: {names}."
    return f"{capitalised(in_words(len(people)))} people were heard: {names}."


def _how_known(found: Evidence) -> str:
    if not found.questions:
        return ""
    if found.questions == 1:
        rests = "on record" if found.confirmed else "that rests on somebody's word"
        return f"The weightiest question has an answer {rests}." if found.answered else ""
    of = f"{found.questions} questions that can stop a launch or sink a project by themselves"
    if not found.answered:
        return f"Of the {of}, none has an answer yet."
    known = "all" if found.answered == found.questions else in_words(found.answered)
    start = f"Of the {of}, {known} {'has' if found.answered == 1 else 'have'} an answer"
    if not found.confirmed:
        return f"{start}, and every one of them rests on somebody's word."
    kinds = [
        f"{in_words(number)} {how}"
        for number, how in (
            (found.stated, "on somebody's word"),
            (found.corroborated, "confirmed by a second person"),
            (found.seen, "with the evidence shown"),
        )
        if number
    ]
    return f"{start}: {listed(kinds)}."


def _facts(dossier: Dossier) -> list[tuple[str, str]]:
    return [
        (fact.title, fact_in_words(fact, value, dossier.formats))
        for fact in dossier.questionnaire.facts
        if fact.held_in is None
        and fact.id not in APART
        and (value := dossier.fact(fact.id)) is not None
    ]


def _volumes(dossier: Dossier) -> tuple[Block, ...]:
    pilot, production = dossier.fact(PILOT_VOLUME), dossier.fact(PRODUCTION_VOLUME)
    if not pilot or not production or production < LARGE_STEP * pilot:
        return ()
    times = dossier.formats.number(round(production / pilot))
    return (paragraph(f"Production brings about {times} times the volume of the pilot."),)


def _criteria(dossier: Dossier) -> tuple[Block, ...]:
    words = without_hidden(str(dossier.fact(CRITERIA) or ""))
    kept = tuple(line(text) for text in words.splitlines() if text.strip())
    if not kept:
        return ()
    return (
        paragraph("The success criteria set at the outset, in the client's own words:"),
        Quote(kept),
    )


def _regimes(dossier: Dossier) -> tuple[Block, ...]:
    named = dossier.fact(REGIMES)
    if not named:
        return ()
    return (
        paragraph(
            f"According to the client these rules apply: {listed([str(rule) for rule in named])}. "
            "That is the client's statement and no legal advice."
        ),
    )


def contradictions(dossier: Dossier) -> tuple[Block, ...]:
    """List the answers that do not go together, each with what to ask."""
    found = dossier.triage.contradictions
    if not found:
        return ()
    return (
        paragraph(
            strong("Still to be cleared up."),
            " Here the answers do not go together yet. They were not averaged; somebody has to "
            "ask.",
        ),
        *bullets(*(_contradiction(dossier, contradiction) for contradiction in found)),
    )


def _contradiction(dossier: Dossier, found: Contradiction) -> Line:
    both = [
        line(strong(ground.title), f": {ground.says} ")
        for ground in condition_grounds(dossier, found.when)
    ]
    return line(*both, sentence(found.ask))
