"""The doing side: facts that are computed, actions, and the calendars that they are laid into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unstall.questionnaire.checks.circles import circle
from unstall.questionnaire.checks.values import ORDERED
from unstall.questionnaire.checks.walk import Contents
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding, Keys
from unstall.questionnaire.rules import Strategy

_LAST_REFERENCE_WEEK = 52
_FIRM_WEEKS = 2
"""The weeks of a plan that are never drawn out; what is drawn out has to come after them."""


def facts(contents: Contents) -> Iterator[Finding]:
    """Limits leave room for a value, and what is computed can be computed."""
    questionnaire = contents.questionnaire
    held: dict[str, str] = {}
    for position, fact in enumerate(questionnaire.facts):
        at = ("facts", position)
        if fact.min is not None and fact.max is not None and fact.min > fact.max:
            yield Finding((*at, "min"), "min is greater than max", "Swap them.")
        if fact.step is not None and fact.step <= 0:
            yield Finding((*at, "step"), f"step is {fact.step:g}", "Write a number above 0.")
        if (fact.required == "computed") != (fact.computed is not None):
            yield Finding(
                at,
                'required = "computed" and computed = { … } belong together',
                "Write both, or neither.",
            )
        if fact.computed and fact.kind != "number":
            yield Finding(
                (*at, "kind"), f"weeks between two dates are no {fact.kind}", 'Write "number".'
            )
        for key, id_ in (
            (("from", fact.computed.from_), ("to", fact.computed.to)) if fact.computed else ()
        ):
            source = questionnaire.fact_by_id.get(id_)
            if source and source.kind != "date":
                yield Finding(
                    (*at, "computed", key), f"{id_} is no date ({source.kind})", "Name a date."
                )
        if fact.held_in:
            if fact.held_in in held:
                yield Finding(
                    (*at, "held_in"),
                    f"{fact.held_in} already holds {held[fact.held_in]}",
                    "Take held_in out of one of the two.",
                )
            held.setdefault(fact.held_in, fact.id)


def actions(contents: Contents) -> Iterator[Finding]:
    """Ranges run from less to more, and an action stands only in plans that it is for."""
    questionnaire = contents.questionnaire
    for position, action in enumerate(questionnaire.actions):
        at = ("actions", position)
        yield from _range(action.effort, (*at, "effort"), 0)
        yield from _range(action.duration or (), (*at, "duration"), 1)
        for entry, always in enumerate(action.always):
            if always not in action.strategies:
                yield Finding(
                    (*at, "always", entry),
                    f"it is always in the plan of {always}, but not for that strategy",
                    f"Add {always} to strategies, or take it out here.",
                )
    for position, strategy in enumerate(questionnaire.strategies):
        for key in ("before_start", "keeps_only"):
            for entry, action_id in enumerate(getattr(strategy, key)):
                listed = questionnaire.action_by_id.get(action_id)
                if listed and strategy.id not in listed.strategies:
                    yield Finding(
                        ("strategies", position, key, entry),
                        f"{action_id} is not for {strategy.id}",
                        f"Add {strategy.id} to the action's strategies, or take it out here.",
                    )


def _range(pair: Sequence[float], at: Keys, least: float) -> Iterator[Finding]:
    if not pair:
        return
    if list(pair) != sorted(pair):
        yield Finding(at, f"{at[-1]} runs from more to less", "Write the smaller number first.")
    elif pair[0] < least:
        yield Finding(at, f"{at[-1]} begins at {pair[0]:g}", f"Write at least {least:g}.")


def circles(contents: Contents) -> Iterator[Finding]:
    """No action waits for itself, not even by way of others."""
    questionnaire = contents.questionnaire
    found = circle({action.id: action.needs for action in questionnaire.actions})
    if found:
        position = next(i for i, a in enumerate(questionnaire.actions) if a.id == found[0])
        yield Finding(
            ("actions", position, "needs"),
            f"these actions wait for each other: {' → '.join(found)}",
            "Take one of these needs out.",
        )


def calendars(contents: Contents) -> Iterator[Finding]:
    """Week tables and calendars count forwards."""
    questionnaire = contents.questionnaire
    for position, strategy in enumerate(questionnaire.strategies):
        at = ("strategies", position)
        yield from _range(strategy.weeks, (*at, "weeks"), 1)
        yield from _lead(questionnaire, strategy, at)
        yield from _calendar(strategy, (*at, "calendar"))
        yield from _phases(strategy, (*at, "phases"))
        least = _FIRM_WEEKS + 1 if strategy.kind == "go" else 1
        if strategy.skeleton < least:
            yield Finding(
                (*at, "skeleton"), f"skeleton is {strategy.skeleton}", f"Write at least {least}."
            )


def _lead(questionnaire: Questionnaire, strategy: Strategy, at: Keys) -> Iterator[Finding]:
    fact = questionnaire.fact_by_id.get(strategy.lead_fact or "")
    if fact and (fact.kind not in ORDERED or fact.kind == "date"):
        yield Finding((*at, "lead_fact"), f"{fact.id} is no number of weeks", "Name a number.")
    if len(strategy.lead_weeks) not in (0, 2):
        yield Finding(
            (*at, "lead_weeks"), "lead_weeks are not two numbers", "Write the least and the most."
        )
    else:
        yield from _range(strategy.lead_weeks, (*at, "lead_weeks"), 0)


def _calendar(strategy: Strategy, at: Keys) -> Iterator[Finding]:
    weeks: dict[int, int] = {}
    for key, week in strategy.calendar.items():
        if not (key.isascii() and key.isdigit() and 1 <= int(key) <= _LAST_REFERENCE_WEEK):
            yield Finding(
                (*at, key),
                f"{key} is no week of the reference calendar",
                f"Write a number from 1 to {_LAST_REFERENCE_WEEK}.",
            )
        else:
            weeks[int(key)] = week
    if strategy.calendar and 1 not in weeks:
        yield Finding(at, "the calendar has no week 1", "Begin with 1 = 1.")
    previous = 1
    for reference in sorted(weeks):
        if weeks[reference] < previous:
            yield Finding(
                (*at, str(reference)),
                f"week {reference} becomes week {weeks[reference]}, before week {previous}",
                "Let the weeks on the right rise.",
            )
        previous = weeks[reference]


def _phases(strategy: Strategy, at: Keys) -> Iterator[Finding]:
    previous = -1
    for position, phase in enumerate(strategy.phases):
        if phase.first > phase.last:
            yield Finding(
                (*at, position), "it ends before it begins", "Write the earlier week first."
            )
        elif phase.first <= previous:
            said = (
                f"week {phase.first} was part of the phase before" if position else "it is negative"
            )
            yield Finding((*at, position, "first"), said, "Let the phases follow each other.")
        previous = phase.last
