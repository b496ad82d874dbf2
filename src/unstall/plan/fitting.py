"""Whether a plan fits the people and the window, and what would make it fit.

This makes some dozens of schedules and takes up to half a second, so it is for documents and for
the background, not for every key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from unstall.plan.calendar import dated_days
from unstall.plan.demand import window
from unstall.plan.laying import LONGEST, Asked, lay
from unstall.plan.models import Chosen
from unstall.plan.remedies import Helped, Shortfall, most_helpful, shortfall
from unstall.plan.scheduler import schedule
from unstall.questionnaire.rules import Strategy
from unstall.triage.engine import Engine

FOUNDATION = "foundation"
"""The phase of names, money and decisions."""
LATEST_START = 8
"""Weeks by which a later start is tried."""


def shortfall_of(asked: Asked) -> Shortfall | None:
    """Work out what a plan lacks; None if it fits, or cannot be laid into days at all."""
    laid = lay(asked)
    if laid is None:
        return None
    chosen = [placed.chosen for placed in asked.plan.actions]
    return shortfall(
        laid.main.project,
        laid.main.schedule,
        window(asked.strategy, asked.stretch),
        optional_actions(asked.engine, asked.strategy, chosen),
    )


def held_up_by(asked: Asked) -> Helped | None:
    """Say because of whom a plan is later than its work alone would have it, and by how much.

    None if one more person would not make it shorter by a week. Unlike `shortfall_of` this also
    answers for a plan that fits all the same.
    """
    laid = lay(asked)
    return most_helpful(laid.main.project, laid.main.schedule) if laid else None


def later_start(asked: Asked) -> date | None:
    """Find the first week within two months in which the whole plan could begin and then fit.

    None if it fits as it is, or in none of them: a later start only helps past holidays. A plan
    that was laid out anew has begun and is not begun again.
    """
    if asked.state.left_from is not None:
        return None
    laid = lay(asked)
    if laid is None or laid.start is None:
        return None
    project, limit = laid.main.project, window(asked.strategy, asked.stretch)
    finish = laid.main.schedule.finish
    if finish < 0 or project.days.weeks[finish] <= limit:
        return None
    for weeks in range(1, LATEST_START + 1):
        later = timedelta(weeks=weeks)
        days = dated_days(asked.calendar, laid.start + later, LONGEST)
        found = schedule(replace(project, days=days))
        if found is not None and days.weeks[found.finish] <= limit:
            return asked.plan.begins + later
    return None


def optional_actions(
    engine: Engine, strategy: Strategy, chosen: Sequence[Chosen]
) -> frozenset[str]:
    """List the actions that a plan could do without, if there is no time for all.

    Those that are not always in it, that people neither added nor divided, that settle no role gap,
    that no other action in
    it waits for, and that no answer asks for which may hold up the start or the launch, or on which
    the way itself depends. Names and decisions at the beginning stay: leaving them out is how
    projects stall.
    """
    questionnaire = engine.questionnaire
    holding = {question.id for question in questionnaire.questions if question.blocks}
    holding |= {gate.question for gate in questionnaire.gates
                if strategy.id in gate.applies_to and gate.question}  # fmt: skip
    waited_for = {needed for choice in chosen for needed in choice.action.needs}
    return frozenset(
        choice.action.id
        for choice in chosen
        if not (choice.always or choice.by_hand or choice.part_of or choice.settles)
        and choice.action.phase != FOUNDATION
        and choice.action.id not in waited_for
        and not any(why.question in holding for why in choice.why)
    )
