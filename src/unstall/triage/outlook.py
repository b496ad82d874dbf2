"""What takes longer than a key: how firmly the verdict stands, and what would change it.

The triage of a reading is there at once. This is what follows it, for whoever can wait a quarter of
a second: documents, the command line, and the app in the background. Nothing here changes a
verdict; everything is a function of the reading alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from unstall.triage.ask_next import Worthwhile, by_value
from unstall.triage.engine import Engine, Triage
from unstall.triage.flip_sets import FlipSet, flip_sets
from unstall.triage.robustness import DRAWS, RandomNumbers, Robustness, measure
from unstall.triage.settled import is_settled
from unstall.triage.standing import Standing, judge


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be said of a verdict beyond the verdict itself."""

    settled: bool
    """No answer, fact or time still to come can change the strategy."""
    ask_next: tuple[Worthwhile, ...]
    """Every applicable question without a level, the one most worth asking first."""
    robustness: Robustness
    standing: Standing
    flips: tuple[FlipSet, ...]
    """The smallest sets of answers that change the verdict; single ones first."""


def look_ahead(
    engine: Engine,
    triage: Triage,
    numbers: RandomNumbers,
    *,
    draws: int = DRAWS,
    between: Callable[[], None] | None = None,
) -> Outlook:
    """Work the outlook of a triage out.

    Args:
        engine: The questionnaire's engine.
        triage: The verdict to look ahead from.
        numbers: Where the draws come from; seed it with `seed_of` for the same result every time.
        draws: How many readings are drawn.
        between: Called between two steps of the work; it may wait, and may end the work by raising.
            Over the built-in questionnaire a step takes less than 0.1 ms at the median, 0.3 ms at
            the 99th percentile and a few milliseconds at the most: whether nothing can change the
            strategy any more is one step.
    """
    robustness = measure(engine, triage, numbers, draws=draws, between=between)
    return Outlook(
        settled=is_settled(engine, triage),
        ask_next=worth_asking(engine, triage, between=between),
        robustness=robustness,
        standing=standing_of(engine, triage, robustness),
        flips=flip_sets(engine, triage, between=between),
    )


def worth_asking(
    engine: Engine, triage: Triage, *, between: Callable[[], None] | None = None
) -> tuple[Worthwhile, ...]:
    """Order all applicable questions without a level, the one most worth asking first."""
    applicable = {question.id for question in triage.applicable}
    among = tuple(q.id for q in engine.questionnaire.call_order if q.id in applicable)
    return by_value(engine, triage, among=among, between=between)


def standing_of(engine: Engine, triage: Triage, robustness: Robustness) -> Standing:
    """Find the word for how firmly a verdict stands."""
    return judge(
        engine.questionnaire,
        triage.decision,
        triage.readiness,
        triage.coverage,
        robustness.of(triage.decision.strategy),
    )
