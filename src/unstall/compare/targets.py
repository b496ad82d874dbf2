"""What the plan of then asks of each answer, and how far the answers have come on the way there.

The target of a question is the lowest level at which the recommended strategy's plan asks nothing
of it any more: one above the highest level that calls for any of the actions which that plan can
have in this project. Where even the top level calls for one, it is the top. A question for which
the plan has no action at any level has no target and counts for nothing here; without a
recommendation there was no plan, and every question has its top for a target.

Progress is `1 − Σ gap ÷ Σ target` by weight, on the questions that have a target and a level on
both sides. What lies beyond a target adds nothing, so that one answer far ahead hides no other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from unstall.compare.aligned import Aligned
from unstall.compare.models import Progress
from unstall.compare.side import Side
from unstall.plan.select import actions_of
from unstall.questionnaire.versions import VersionMap


def own_targets(side: Side) -> dict[str, int]:
    """Give the targets of a session's plan, question by question of its own version."""
    result, decision = side.session.result, side.triage.decision
    chosen, shape = (
        (result.strategy, result.shape) if result else (decision.strategy, decision.shape)
    )
    questionnaire = side.questionnaire
    if chosen is None or chosen not in questionnaire.strategy_by_id:
        return {question.id: question.top for question in questionnaire.questions}
    strategy = questionnaire.strategy_by_id[chosen]
    targets: dict[str, int] = {}
    for action in actions_of(side.engine, side.triage, strategy, shape if strategy.takes else None):
        for trigger in action.because:
            question = questionnaire.question_by_id[trigger.question]
            calls = question.level_index(trigger.at_most)
            if calls is not None:
                least = min(calls + 1, question.top)
                targets[question.id] = max(least, targets.get(question.id, 0))
    return targets


def targets(then: Aligned, versions: VersionMap | None) -> dict[str, int]:
    """Give the targets of the plan of then, on the newer scale; see `own_targets`.

    A target whose level was given up without a successor is left out.
    """
    own = own_targets(then.side)
    if then.side.engine is then.rules:
        return own
    found: dict[str, int] = {}
    for old, level in own.items():
        one = versions.questions.get(old) if versions else None
        if one is None or one.new is None:
            continue
        newer = then.rules.questionnaire.question_by_id[one.new]
        level_id = one.levels.get(then.side.questionnaire.question_by_id[old].levels[level].id)
        place = newer.level_index(level_id) if level_id else None
        if place is not None:
            found[newer.id] = max(place, found.get(newer.id, 0))
    return found


def progress(
    then: Aligned, now: Aligned, questions: Collection[str], aims: Mapping[str, int]
) -> Progress | None:
    """Tell how far some questions have come; None where nothing of it can be told.

    Args:
        then: The older session.
        now: The newer one.
        questions: The questions, all of them comparable.
        aims: Targets by question.
    """
    aimed = sorted(question for question in questions if aims.get(question))
    total = gap_then = gap_now = 0.0
    counted = 0
    for question in aimed:
        before, after = then.level(question), now.level(question)
        if before is None or after is None:
            continue
        counted += 1
        target = aims[question]
        share = mean_weight(then, now, question) / _top(then, question)
        total += share * target
        gap_then += share * max(0, target - before)
        gap_now += share * max(0, target - after)
    if not total:
        return None
    return Progress(1 - gap_then / total, 1 - gap_now / total, counted, len(aimed))


def mean_weight(then: Aligned, now: Aligned, question: str) -> float:
    """Give the mean of a question's weights on both sides: facts may make it weigh more on one."""
    return (then.weight(question) + now.weight(question)) / 2


def _top(side: Aligned, question: str) -> int:
    return side.rules.questionnaire.question_by_id[question].top
