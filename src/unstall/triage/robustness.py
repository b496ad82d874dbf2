"""How far the verdict holds when what is not known, and what may be wrong, is drawn at random.

*Acceptability* follows SMAA (Lahdelma and Salminen, *SMAA-2: stochastic multicriteria acceptability
analysis for group decision making*, Operations Research 49, 2001): the share of draws in which each
strategy comes out, with the whole procedure inside every draw. What is unknown or unanswered is
drawn over its levels, all equally likely; then questions that the drawn answers hide are left out,
and those that they bring back count; every set of points is drawn within ±25 % of what the file
says.

*Tolerance* is the exact counterpart for the points alone: the factor by which every point may be
wrong, all in the worst direction at once, before the first two open routes change places. Where
there is a reason to stop, the points have a second edge, the mark of a stop, with a factor of its
own.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from unstall.triage.engine import Engine, Triage
from unstall.triage.hiding import shifts_with_answers
from unstall.triage.reading import Reading

DRAWS = 2_000
POINTS_WITHIN = 0.25
"""Points are drawn between 1 − this and 1 + this times what the file says."""


class RandomNumbers(Protocol):
    """A source of random numbers, such as `random.Random`; nothing here is kept secret by them."""

    def random(self) -> float:
        """Give the next number, from 0 up to but without 1."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """How firmly a verdict stands against what is not known and what may be wrong."""

    acceptability: Mapping[str, float]
    """Strategy → share of the draws in which it is recommended; they sum to 1."""
    tolerance: float | None
    """Share by which all points may be wrong before the first two open routes change places; None
    if no second route is open."""
    to_mark: float | None
    """Share by which all points may be wrong before a stop reaches its mark or, where it has, falls
    below it; None where neither would matter."""
    draws: int

    def of(self, strategy: str | None) -> float:
        """Share of the draws in which a strategy comes out; 0 for none."""
        return self.acceptability.get(strategy, 0.0) if strategy else 0.0


def seed_of(reading: Reading) -> int:
    """Make a seed from everything that the verdict depends on, whatever order it stands in."""
    content = [
        sorted(reading.levels.items()),
        sorted((name, str(value)) for name, value in reading.facts.items()),
        sorted(reading.how_soon.items()),
        sorted(reading.states.items()),
    ]
    text = json.dumps(content, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def measure(
    engine: Engine,
    triage: Triage,
    numbers: RandomNumbers,
    *,
    draws: int = DRAWS,
    between: Callable[[], None] | None = None,
) -> Robustness:
    """Draw readings and points, and count what the whole procedure makes of them.

    Args:
        engine: The questionnaire's engine.
        triage: The verdict to be tried.
        numbers: Where the draws come from; seed it with `seed_of` for the same result every time.
        draws: How many readings are drawn.
        between: Called after every draw; it may end the work by raising.
    """
    rules, table = engine.rules, engine.rules.points
    given = triage.given
    to_draw = undecided(engine, triage)
    is_shifting = any(shifts_with_answers(q) for q in engine.questionnaire.questions)
    recorded = given.levels if is_shifting else triage.reading.levels
    number = numbers.random
    least, spread = 1 - POINTS_WITHIN, 2 * POINTS_WITHIN
    counted: Counter[str] = Counter()
    for _ in range(draws):
        levels = dict(recorded)
        for question, count in to_draw:
            levels[question] = int(number() * count)
        drawn = Reading(
            levels, given.facts, given.how_soon, given.states, given.seen, given.roles_named
        )
        if is_shifting:
            drawn = engine.scale.without_hidden(drawn)
        factors = [least + spread * number() for _ in range(table.places)]
        outcome = rules.strategy_under(drawn, table.scaled_totals(drawn, factors))
        if outcome:
            counted[outcome] += 1
        if between:
            between()
    return Robustness(
        acceptability={
            strategy.id: counted[strategy.id] / draws
            for strategy in engine.questionnaire.strategies
        },
        tolerance=tolerance(engine, triage),
        to_mark=to_mark(engine, triage),
        draws=draws,
    )


def undecided(engine: Engine, triage: Triage) -> tuple[tuple[str, int], ...]:
    """List the questions whose level is drawn, by id, each with the number of its levels.

    Those are the ones without a level that count now or may count once other answers are drawn.
    """
    counting = engine.may_count(triage) - set(triage.given.levels)
    return tuple(
        (question, engine.questionnaire.question_by_id[question].top + 1)
        for question in sorted(counting)
    )


def tolerance(engine: Engine, triage: Triage) -> float | None:
    """Work out `M / Σ |Δ|` between the first two open routes; None if fewer are open.

    `M` is the margin in points; `Δ` the difference that each set of points makes between the two.
    Sets of points that both take from the same place in the file cancel out, as they do in life.
    """
    ranked = triage.decision.ranked
    if len(ranked) < 2:  # noqa: PLR2004 - a comparison takes two
        return None
    first, second = ranked[0], ranked[1]
    differences = engine.rules.points.differences(triage.reading, first.strategy, second.strategy)
    total = sum(abs(difference) for difference in differences)
    margin = first.rank_points - second.rank_points
    return margin / total if total else None


def to_mark(engine: Engine, triage: Triage) -> float | None:
    """Work out `|m − s| / Σ |p|`, the share at which a stop's points and its mark meet.

    `s` is what the points of a stop sum to, `m` its mark, which is taken as it is written, and `p`
    what each set of points adds to `s`. None where the mark decides nothing: without a reason to
    stop, under a forced stop, without a verdict, or where it would be a stop all the same.
    """
    decision, procedure = triage.decision, engine.questionnaire.procedure
    if not decision.stop_reason or decision.forced or decision.strategy is None:
        return None
    if decision.strategy == procedure.stop and not _is_stop_by_points_alone(engine, triage):
        return None
    total = sum(map(abs, engine.rules.points.differences(triage.reading, procedure.stop)))
    gap = abs(procedure.stop_mark - decision.points[procedure.stop])
    return gap / total if total else None


def _is_stop_by_points_alone(engine: Engine, triage: Triage) -> bool:
    """Tell whether something else would be recommended if the mark were not reached."""
    if not triage.decision.stop_earned:
        return False
    below = dict(triage.decision.points)
    below[engine.questionnaire.procedure.stop] = engine.questionnaire.procedure.stop_mark - 1
    otherwise = engine.rules.strategy_under(triage.reading, below)
    return otherwise != engine.questionnaire.procedure.stop
