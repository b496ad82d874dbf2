"""What each strategy costs, in work, money and time: ranges beside each other, never one figure.

Work is the effort of the strategy's plan. Money is work × day rate. Delay is the monthly cost of
waiting × months to first live use, the time for contracting and hiring included (pricing delay by
the month: Reinertsen, *The Principles of Product Development Flow*, 2009). Only what was given is
used: a missing fact is named, not guessed. Money already spent is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from unstall.plan.schedule import week_table
from unstall.questionnaire.rules import Strategy
from unstall.session.models import PlanState
from unstall.triage.engine import Engine, Triage
from unstall.triage.truth import compile_condition

WEEKS_PER_MONTH = 52 / 12

RATE, DELAY = "person_day_rate", "cost_of_delay"
"""The facts that turn work and waiting into money."""

Range = tuple[float, float]
"""Least and most."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What one strategy takes."""

    strategy: str
    days: Range
    """Person-days of the whole plan."""
    weeks: Range
    """Weeks to first live use, or to the end, all time before week 1 included."""
    includes: tuple[str, ...]
    """What lengthens it beyond the usual duration, as sentences."""
    work: Range | None
    """Money for the work; None without a day rate."""
    delay: Range | None
    """Money that waiting costs until then; None where nothing is waited for or it was not given."""
    waits_on: tuple[str, ...]
    """Facts that would make this complete."""


def worth(engine: Engine, triage: Triage, strategy: Strategy, assessed: date) -> Worth:
    """Work out what a strategy takes, also one that is closed or not recommended."""
    plan = week_table(engine, triage, strategy, PlanState(), assessed)
    days = (
        sum(action.chosen.least for action in plan.actions),
        sum(action.chosen.most for action in plan.actions),
    )
    weeks, includes = _weeks(engine, triage, strategy, plan.stretch)
    facts = triage.reading.facts
    rate = facts.get(RATE)
    per_month = _per_month(facts)
    wanted = [RATE] if rate is None else []
    delay = None
    if strategy.kind == "go":
        if per_month is None:
            wanted.append(DELAY)
        else:
            months = tuple(week / WEEKS_PER_MONTH for week in weeks)
            delay = (per_month[0] * months[0], per_month[1] * months[1])
    return Worth(
        strategy=strategy.id,
        days=days,
        weeks=weeks,
        includes=includes,
        work=None if rate is None else (days[0] * rate, days[1] * rate),
        delay=delay,
        waits_on=tuple(fact for fact in wanted if fact in engine.questionnaire.fact_by_id),
    )


def _weeks(
    engine: Engine, triage: Triage, strategy: Strategy, stretch: float
) -> tuple[Range, tuple[str, ...]]:
    least, most = (week * stretch for week in strategy.weeks)
    includes = []
    for added in strategy.added_time:
        if compile_condition(added.when, engine.questionnaire)(triage.reading):
            least, most = least + added.weeks[0], most + added.weeks[1]
            includes.append(added.because)
    if strategy.lead_fact:
        lead = triage.reading.facts.get(strategy.lead_fact)
        before = (lead, lead) if lead is not None else strategy.lead_weeks or (0, 0)
        least, most = least + before[0], most + before[1]
        if lead is None:
            includes.append(strategy.on_top)
    return (least, most), tuple(includes)


def _per_month(facts: Mapping[str, Any]) -> Range | None:
    given = facts.get(DELAY)
    if not given:
        return None
    figures = [given[part] for part in ("low", "likely", "high") if part in given]
    return min(figures), max(figures)
