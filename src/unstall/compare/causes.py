"""How the causes moved that were found on at least one side.

A cause is found by the newer rules on all that a side answered. Whether it grew or shrank is told
on the questions alone that have a level on both sides, so that asking more is not taken for a
change.
"""

from __future__ import annotations

from collections.abc import Sequence

from unstall.compare.aligned import Aligned
from unstall.compare.models import CauseDirection, CauseMove, Moved
from unstall.questionnaire.actions import Cause

_NO_MOVE = 1e-9
"""What is left of a difference that comes to nothing."""


def cause_moves(
    before: Aligned, after: Aligned, compared: frozenset[str], moved: Sequence[Moved]
) -> tuple[CauseMove, ...]:
    """List the causes found on at least one side, those that work on others cannot cure first.

    Args:
        before: The older side.
        after: The newer side.
        compared: Questions that can be compared.
        moved: Answers that moved.
    """
    both = frozenset(
        question
        for question in compared
        if before.level(question) is not None and after.level(question) is not None
    )
    then, now = _strengths(before, None), _strengths(after, None)
    then_on_both, now_on_both = _strengths(before, both), _strengths(after, both)
    above = after.rules.questionnaire.procedure.cause_above
    found = []
    for cause in after.rules.questionnaire.causes:
        was, is_ = (_found(side[cause.id], above) for side in (then, now))
        if was or is_:
            strengths = then_on_both[cause.id], now_on_both[cause.id]
            found.append(
                CauseMove(
                    cause=cause,
                    then=strengths[0],
                    now=strengths[1],
                    direction=_direction(was, is_, *strengths),
                    evidence=_evidence(cause, moved),
                )
            )
    return tuple(sorted(found, key=lambda move: not move.cause.first))


def _strengths(side: Aligned, among: frozenset[str] | None) -> dict[str, float | None]:
    weighed = side.rules.findings.weighed_causes(side.triage.reading, among=among)
    return {one.cause.id: one.strength for one in weighed}


def _found(strength: float | None, above: float) -> bool:
    return strength is not None and strength > above


def _direction(was: bool, is_: bool, then: float | None, now: float | None) -> CauseDirection:
    moved = (now - then) if then is not None and now is not None else 0.0
    if was and is_:
        if abs(moved) < _NO_MOVE:
            return "same"
        return "stronger" if moved > 0 else "weaker"
    if is_:
        return "new" if moved > _NO_MOVE else "first-told"
    return "gone" if moved < -_NO_MOVE else "untold"


def _evidence(cause: Cause, moved: Sequence[Moved]) -> tuple[str, ...]:
    return tuple(move.question.id for move in moved if cause.id in move.question.causes)
