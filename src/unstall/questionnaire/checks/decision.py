"""The deciding side: points, strategies, gates, bands and the thresholds of the procedure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from unstall.questionnaire.checks.walk import Contents
from unstall.questionnaire.conditions import AllOf, HowSoon
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding, Keys
from unstall.questionnaire.rules import StandingLimits, Strategy


def points(contents: Contents) -> Iterator[Finding]:
    """A question gives each strategy one number per level."""
    questionnaire = contents.questionnaire
    for position, question in enumerate(questionnaire.questions):
        if question.points is None:
            continue
        at = ("questions", position, "points")
        levels = len(question.levels)
        for strategy, per_level in question.points.by_strategy.items():
            if len(per_level) != levels:
                yield Finding(
                    (*at, strategy),
                    f"points.{strategy} has {_numbers(len(per_level))} but the question has "
                    f"{levels} levels",
                    "Give one number per level, worst first.",
                )
        if not question.points.by_strategy:
            yield Finding(
                at,
                "points name no strategy",
                "Write points.STRATEGY = [ … ] with one number per level, or take points out.",
            )


def _numbers(count: int) -> str:
    return "1 number" if count == 1 else f"{count or 'no'} numbers"


def strategies(contents: Contents) -> Iterator[Finding]:
    """Strategies play the parts that the procedure gives them."""
    questionnaire = contents.questionnaire
    by_id = questionnaire.strategy_by_id
    procedure = questionnaire.procedure
    for part, kind in (("stop", "end"), ("pause", "wait")):
        strategy = by_id.get(getattr(procedure, part))
        if strategy and strategy.kind != kind:
            yield Finding(
                ("procedure", part),
                f"{part} is {strategy.id}, whose kind is {strategy.kind}",
                f"Name a strategy of kind {kind}.",
            )
    if not any(strategy.kind == "go" for strategy in questionnaire.strategies):
        yield Finding(
            ("strategies",), "no strategy goes on with the project", "Add one of kind go."
        )
    for strategy_id in procedure.route_floor:
        yield from _has_to_go_on(by_id.get(strategy_id), ("procedure", "route_floor", strategy_id))
    for position, strategy in enumerate(questionnaire.strategies):
        if strategy.takes:
            at = ("strategies", position, "takes")
            for shape, lender in (
                ("rebuild", strategy.takes.rebuild),
                ("harden", strategy.takes.harden),
            ):
                yield from _has_to_go_on(by_id.get(lender), (*at, shape))
                if lender == strategy.id:
                    yield Finding(
                        (*at, shape),
                        f"{lender} takes points from itself",
                        "Name the strategy whose work it would do.",
                    )


def _has_to_go_on(strategy: Strategy | None, at: Keys) -> Iterator[Finding]:
    if strategy and strategy.kind != "go":
        yield Finding(
            at,
            f"{strategy.id} does not go on with the project (kind {strategy.kind})",
            "Name a strategy of kind go, or take this out.",
        )


def gates(contents: Contents) -> Iterator[Finding]:
    """Gates close ways that can be closed, and each of their effects can come about."""
    questionnaire = contents.questionnaire
    for position, gate in enumerate(questionnaire.gates):
        at = ("gates", position)
        for entry, strategy_id in enumerate(gate.applies_to):
            strategy = questionnaire.strategy_by_id.get(strategy_id)
            if strategy and strategy.kind == "end":
                yield Finding(
                    (*at, "applies_to", entry),
                    f"{strategy_id} ends the project, and the way out has no gate",
                    "Take it out; `forced_stops` and points decide about an end.",
                )
        conditions = [effect.when for effect in gate.if_false]
        if None in conditions[:-1]:
            first = conditions.index(None)
            yield Finding(
                (*at, "if_false", first + 1),
                "this is never reached, since the entry before it always applies",
                "Put the entry without `when` last.",
            )


def bands_and_words(contents: Contents) -> Iterator[Finding]:
    """Bands rise and words fall, without gaps, and the last takes what is left."""
    questionnaire = contents.questionnaire
    yield from _steps(
        [band.below for band in questionnaire.bands], ("bands",), "below", rising=True
    )
    yield from _steps(
        [word.at_least for word in questionnaire.procedure.words],
        ("procedure", "words"),
        "at_least",
        rising=False,
    )


def _steps(
    limits: Sequence[float | None], at: Keys, key: str, *, rising: bool
) -> Iterator[Finding]:
    if not limits:
        yield Finding(at, f"{at[-1]} are missing", "Write at least one, without a limit.")
        return
    if limits[-1] is not None:
        yield Finding(
            (*at, len(limits) - 1, key),
            f"the last of {at[-1]} has a limit, so some readings have none",
            f"Take {key} out of the last one.",
        )
    previous = None
    for position, limit in enumerate(limits[:-1]):
        if limit is None:
            yield Finding(
                (*at, position),
                f"without {key} this takes everything, so those after it never apply",
                f"Give it a limit with {key}, or put it last.",
            )
        elif previous is not None and (limit <= previous if rising else limit >= previous):
            yield Finding(
                (*at, position, key),
                f"{key} is {limit:g} after {previous:g}, so this never applies",
                f"Put {at[-1]} in {'rising' if rising else 'falling'} order of {key}.",
            )
        previous = limit


_AT_LEAST = {
    "max_missing_on_condition": 0,
    "open_within_weeks": 0,
    "wait_within_weeks": 0,
    "close_call_points": 0,
    "cause_min_answers": 1,
    "cause_most": 1,
}
"""Least value of thresholds that count something."""


def procedure(contents: Contents) -> Iterator[Finding]:
    """The thresholds can be reached, and nothing is left without an answer."""
    questionnaire = contents.questionnaire
    rules = questionnaire.procedure
    for key, least in _AT_LEAST.items():
        if getattr(rules, key) < least:
            yield Finding(
                ("procedure", key), f"{key} is {getattr(rules, key)}", f"Write at least {least}."
            )
    if rules.points_per_missing > 0:
        # What is missing would speak for a way, and finding it out against it.
        yield Finding(
            ("procedure", "points_per_missing"),
            f"points_per_missing is {rules.points_per_missing}",
            "Write 0, or what each missing condition takes away, such as -1.",
        )
    framework = sum(question.quick == "framework" for question in questionnaire.questions)
    if not 0 <= rules.min_quick_known <= framework:
        yield Finding(
            ("procedure", "min_quick_known"),
            f"min_quick_known is {rules.min_quick_known}, and "
            f'{framework or "no"} questions have quick = "framework"',
            f"Write a number from 0 to {framework}.",
        )
    missing = [said for said in get_args(HowSoon) if said not in rules.how_soon_weeks]
    if missing:
        yield Finding(
            ("procedure", "how_soon_weeks"),
            f"how_soon_weeks has no {' and no '.join(missing)}",
            "Say how many weeks 2w, 12w and cannot stand for.",
        )
    yield from _how_soon_assumed(questionnaire)
    yield from _pause_preconditions(questionnaire)
    yield from _standing(rules.standing)
    acceptance = rules.launch_acceptance
    for position, question_id in enumerate(acceptance.never if acceptance else ()):
        question = questionnaire.question_by_id.get(question_id)
        if question and question.blocks != "launch":
            yield Finding(
                ("procedure", "launch_acceptance", "never", position),
                f"{question_id} blocks no launch, so nobody needs to accept it",
                'Take it out, or write blocks = "launch" at the question.',
                "warning",
            )


def _standing(limits: StandingLimits) -> Iterator[Finding]:
    if limits.leaning_from > limits.holds_up_from:
        yield Finding(
            ("procedure", "standing", "leaning_from"),
            f"leaning_from is {limits.leaning_from:g}, above holds_up_from with "
            f"{limits.holds_up_from:g}, so that no verdict would be leaning",
            f"Write a number from 0 to {limits.holds_up_from:g}.",
        )


def _how_soon_assumed(questionnaire: Questionnaire) -> Iterator[Finding]:
    entries = questionnaire.procedure.how_soon_assumed
    at = ("procedure", "how_soon_assumed")
    catches = [n for n, e in enumerate(entries) if e.supply == "any" and e.when == AllOf(all=())]
    if not catches:
        yield Finding(
            at,
            "no entry says how long other things take",
            'Put one last with supply = "any" and when = { all = [] }.',
        )
    elif catches[0] < len(entries) - 1:
        yield Finding(
            (*at, catches[0] + 1),
            "this is never reached, since the entry before it always applies",
            'Put the entry with supply = "any" and when = { all = [] } last.',
        )


def _pause_preconditions(questionnaire: Questionnaire) -> Iterator[Finding]:
    rules = questionnaire.procedure.pause_preconditions
    asked = [questionnaire.question_by_id.get(id_) for id_ in rules.questions]
    lowest_top = min((question.top for question in asked if question), default=1)
    if not 0 <= rules.at_most < lowest_top:
        yield Finding(
            ("procedure", "pause_preconditions", "at_most"),
            f"at_most is {rules.at_most}, where 0 is the worst level and {lowest_top} the best",
            f"Write a number from 0 to {lowest_top - 1}.",
        )


def call(contents: Contents) -> Iterator[Finding]:
    """The order of the call has every section once, and no question twice."""
    questionnaire = contents.questionnaire
    interview = questionnaire.interview
    placed = set(interview.sections)
    for section in questionnaire.sections:
        if section.id not in placed:
            yield Finding(
                ("interview", "sections"),
                f"sections leave out {section.id}, so its questions have no place in the call",
                "Name every section, in the order of the call.",
            )
    for key, ids in (("sections", interview.sections), ("order", interview.order)):
        seen: set[str] = set()
        for position, id_ in enumerate(ids):
            if id_ in seen:
                yield Finding(
                    ("interview", key, position), f"{id_} stands twice in {key}", "Keep one."
                )
            seen.add(id_)
