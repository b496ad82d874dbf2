"""What one answer could change: the recommendation tried again with a single answer moved.

Every flip that is listed was found by running the whole procedure on the changed reading, so none
is claimed that does not happen. Several answers changed at once are not tried here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from unstall.questionnaire.questions import Question
from unstall.triage.engine import Engine, Triage
from unstall.triage.points import Shape
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision


@dataclass(frozen=True, slots=True)
class Flip:
    """One answer that, given otherwise, changes the recommendation."""

    question: str
    from_level: int | None
    """Level index that was answered; None if the answer is not known."""
    to_level: int
    strategy: str | None
    """What is recommended then; None if too little would be known."""
    shape: Shape | None
    then: str | None
    """For a pause: the route to resume with."""


@dataclass(frozen=True, slots=True)
class AskNext:
    """The question that is worth asking next, and why."""

    question: str
    because: Literal["gate", "verdict", "range"]
    """A gate waits for it; it could change the recommendation; it narrows what is known."""


def single_flips(engine: Engine, triage: Triage) -> tuple[Flip, ...]:
    """List the answers that change the recommendation by themselves, in the order asked.

    Known answers are moved by one level either way, answers that are not known to every level.
    Without a recommendation there is nothing to change, and the list is empty.
    """
    if triage.decision.strategy is None:
        return ()
    now = _outcome(triage.decision)
    floor = _was_asked_for_enough(triage.decision)
    counted = {question.id for question in triage.applicable}
    flips = []
    for question in engine.questionnaire.call_order:
        if question.id not in counted:
            continue
        for level in _other_levels(question, triage.reading):
            moved = engine.decide(triage.reading.with_level(question.id, level), floor=floor)
            if _outcome(moved) != now:
                before = triage.reading.levels.get(question.id)
                flips.append(Flip(question.id, before, level, *_outcome(moved)))
    return tuple(flips)


def could_change(engine: Engine, reading: Reading, question: str, *, floor: bool = True) -> bool:
    """Tell whether another answer to one question would change the recommendation.

    A known answer is moved by one level either way, one that is not known to every level.
    """
    now = _outcome(engine.decide(reading, floor=floor))
    asked = engine.questionnaire.question_by_id[question]
    return any(
        _outcome(engine.decide(reading.with_level(question, level), floor=floor)) != now
        for level in _other_levels(asked, reading)
    )


def ask_next(engine: Engine, triage: Triage) -> AskNext | None:
    """Choose among the questions not asked yet; None when all were asked.

    What a gate of an open route waits for comes first, then what could change the recommendation
    by itself, then the weightiest.
    """
    floor = _was_asked_for_enough(triage.decision)
    waiting = [gap for gap in triage.gaps if not gap.asked]
    for gap in waiting:
        if gap.for_gates:
            return AskNext(gap.question.id, "gate")
    for gap in waiting:
        if could_change(engine, triage.reading, gap.question.id, floor=floor):
            return AskNext(gap.question.id, "verdict")
    return AskNext(waiting[0].question.id, "range") if waiting else None


def _outcome(decision: Decision) -> tuple[str | None, Shape | None, str | None]:
    return decision.strategy, decision.shape, decision.then


def _was_asked_for_enough(decision: Decision) -> bool:
    """Tell whether the smallest number of known quick answers was asked for."""
    return decision.strategy is None or decision.quick_known >= decision.quick_needed


def _other_levels(question: Question, reading: Reading) -> Iterator[int]:
    level = reading.levels.get(question.id)
    for other in range(question.top + 1):
        if level is None or abs(other - level) == 1:
            yield other
