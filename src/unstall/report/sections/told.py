"""Section 2: what was said, by whom, and how well it is known."""

from __future__ import annotations

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
from unstall.report.phrases import counted_in_words, in_words, listed, sentence

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
            *_contradictions(dossier),
        ),
    )


def _who_spoke(dossier: Dossier) -> str:
    people = dossier.fact(RESPONDENTS) or ()
    if not people:
        return "Who answered is not on record."
    names = listed([person_in_words(person) for person in people])
    return f"{sentence(counted_in_words(len(people), 'person was', 'people were'))[:-1]} heard: {names}."


def _how_known(found: Evidence) -> str:
    if not found.questions:
        return ""
    known = f"{in_words(found.answered)} of the {found.questions}"
    if found.answered == found.questions:
        known = f"all {found.questions}"
    kinds = [
        f"{in_words(number)} {how}"
        for number, how in (
            (found.stated, "on somebody's word"),
            (found.corroborated, "confirmed by a second person"),
            (found.seen, "with evidence shown"),
        )
        if number
    ]
    detail = f": {listed(kinds)}" if kinds else ""
    return sentence(
        f"Of the questions that can stop a launch or sink a project by themselves, "
        f"{known} have an answer{detail}"
    )


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
    words = dossier.fact(CRITERIA)
    if not words:
        return ()
    kept = tuple(line(text) for text in str(words).splitlines() if text.strip())
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


def _contradictions(dossier: Dossier) -> tuple[Block, ...]:
    found = dossier.triage.contradictions
    if not found:
        return ()
    intro = "One pair of answers does" if len(found) == 1 else "Some answers do"
    return (
        paragraph(
            strong("Still to be cleared up."),
            f" {intro} not go together yet. Nothing was averaged away; it has to be asked.",
        ),
        *bullets(*(_contradiction(dossier, contradiction) for contradiction in found)),
    )


def _contradiction(dossier: Dossier, found: Contradiction) -> Line:
    both = [
        line(strong(ground.title), f": {ground.says}")
        for ground in condition_grounds(dossier, found.when)
    ]
    joined: list[str | Line] = []
    for position, part in enumerate(both):
        joined += [", and " if position else "", part]
    return line(*joined, ". " if joined else "", sentence(found.ask))
