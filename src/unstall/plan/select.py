"""Which actions belong in the plan, and how large each of them is.

An action is in if its strategy always has it, or if any question that asks for it is at or below
the trigger's level or not known. Its size follows the widest gap: work that is half done is
finished, not begun again.
"""

from __future__ import annotations

from collections.abc import Iterator

from unstall.plan.models import Chosen, Size, Why
from unstall.questionnaire.actions import Action
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.rules import Strategy
from unstall.triage.engine import Engine, Triage
from unstall.triage.points import Shape
from unstall.triage.truth import compile_optional

CONFIRM_DAYS = (0.25, 0.5)
"""Person-days to confirm something that is in place already."""
FINISH_SHARE = 0.4
"""Least effort of work with one named gap left, as a share of its least full effort."""
HALF = 0.5


def select(engine: Engine, triage: Triage, strategy: Strategy) -> tuple[Chosen, ...]:
    """Choose the actions of a strategy's plan, in file order, each sized by its gap."""
    chosen = []
    for action, why in called_for(engine, triage, strategy):
        weight = max(
            (engine.scale.weight(w.question, triage.reading) for w in why),
            default=0,
        )
        always = strategy.id in action.always
        chosen.append(
            _sized(action, why, engine.questionnaire, triage, always=always, weight=weight)
        )
    return tuple(chosen)


def called_for(
    engine: Engine, triage: Triage, strategy: Strategy
) -> Iterator[tuple[Action, tuple[Why, ...]]]:
    """Give the actions of a strategy's plan, in file order, each with what asked for it."""
    applicable = {question.id for question in triage.applicable}
    shape = engine.rules.points.shape(triage.reading) if strategy.takes else None
    for action in actions_of(engine, triage, strategy, shape):
        why = _why(action, engine.questionnaire, triage, applicable)
        if why or strategy.id in action.always:
            yield action, why


def actions_of(
    engine: Engine, triage: Triage, strategy: Strategy, shape: Shape | None
) -> tuple[Action, ...]:
    """List the actions that a strategy's plan can have in this project, in file order.

    Which of them it has is for the answers to say.
    """
    questionnaire = engine.questionnaire
    found = []
    for action in questionnaire.actions:
        if _belongs(action, strategy, shape):
            holds = compile_optional(action.only_if, questionnaire)
            if holds is None or holds(triage.reading):
                found.append(action)
    return tuple(found)


def _belongs(action: Action, strategy: Strategy, shape: Shape | None) -> bool:
    if strategy.id not in action.strategies:
        return False
    if shape is not None and action.not_when_shape == shape:
        return False
    return (
        not strategy.keeps_only
        or action.id in strategy.keeps_only
        or action.strategies == (strategy.id,)
    )


def _why(
    action: Action, questionnaire: Questionnaire, triage: Triage, applicable: set[str]
) -> tuple[Why, ...]:
    found = []
    for trigger in action.because:
        if trigger.question not in applicable:
            continue
        level = triage.reading.levels.get(trigger.question)
        at_most = questionnaire.level_places[trigger.question].get(trigger.at_most)
        if level is None or (at_most is not None and level <= at_most):
            found.append(Why(trigger.question, level))
    return tuple(sorted(found, key=lambda why: -1 if why.level is None else why.level))


def _sized(
    action: Action,
    why: tuple[Why, ...],
    questionnaire: Questionnaire,
    triage: Triage,
    *,
    always: bool,
    weight: int,
) -> Chosen:
    size = _size(action, why, questionnaire, triage)
    least, most = action.effort
    effort = {
        "full": (least, most),
        "small": (least, (least + most) / 2),
        "finish": (FINISH_SHARE * least, least),
        "confirm": CONFIRM_DAYS,
    }[size]
    prefix = {"finish": "Finish: ", "confirm": "Confirm: "}.get(size, "")
    title = prefix + (action.title[0].lower() + action.title[1:] if prefix else action.title)
    return Chosen(action, size, title, *effort, why=why, weight=weight, always=always)


def _size(
    action: Action, why: tuple[Why, ...], questionnaire: Questionnaire, triage: Triage
) -> Size:
    if not action.because:
        return "full"
    levels = [w.level for w in why]
    if None in levels:
        return "full"
    # An action that is always in may have answers just above its triggers: the gap still counts.
    asked = [w.question for w in why] or [trigger.question for trigger in action.because]
    shares = [
        triage.reading.levels[question] / questionnaire.question_by_id[question].top
        for question in asked
        if question in triage.reading.levels
    ]
    widest = min(shares, default=1.0)
    if widest == 1:
        return "confirm"
    if widest == 0:
        return "full"
    return "small" if widest < HALF else "finish"
