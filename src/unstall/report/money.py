"""What each strategy takes, in words: effort, money and the cost of waiting, as ranges."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from unstall.plan.worth import Range, worth
from unstall.questionnaire.rules import Strategy
from unstall.report.dossier import DAY_RATE, Dossier
from unstall.report.phrases import counted_between, total_effort, two_digits
from unstall.triage.truth import compile_condition


@dataclass(frozen=True, slots=True)
class Takes:
    """What a strategy takes; a part that cannot be said is None."""

    time: str
    """Whole weeks to first live use, or to the end, once the way is open."""
    includes: tuple[str, ...]
    """What comes on top of the usual time and is counted in, as sentences."""
    slowed: str
    """Why all of it is longer than usual, as a sentence; empty if it is not. Counted in as well."""
    effort: str | None
    """Person-days of the whole plan, also of what follows the first live use."""
    cost: str | None
    delay: str | None
    work: Range | None
    missing: tuple[str, ...]
    """Facts that would make this complete."""

    def against(self, budget: float) -> str:
        """Say how much of the work a budget covers: "the work", "no more than its lower end"."""
        least, most = self.work or (0, 0)
        if budget >= most:
            return "all of the work"
        return "no more than the lower end" if budget >= least else "not even the lower end"


def takes(dossier: Dossier, strategy: Strategy) -> Takes:
    """Work out what a strategy takes; a quick call supports neither effort nor cost of work."""
    found = worth(dossier.engine, dossier.triage, strategy, dossier.session.assessed)
    quick = dossier.is_quick
    least, most = found.weeks

    def money(amounts: Range | None) -> str | None:
        if amounts is None:
            return None
        return dossier.formats.money_range(*(two_digits(amount) for amount in amounts))

    return Takes(
        time=counted_between(floor(least), ceil(most), "week"),
        includes=found.includes,
        slowed=_slowed(dossier, strategy),
        effort=None if quick else total_effort(*found.days),
        cost=None if quick else money(found.work),
        delay=money(found.delay),
        work=None if quick else found.work,
        missing=tuple(fact for fact in found.waits_on if not (quick and fact == DAY_RATE)),
    )


def _slowed(dossier: Dossier, strategy: Strategy) -> str:
    """Say why a way takes longer than usual throughout; empty if it does not."""
    slower = strategy.slower
    if slower is None or not compile_condition(slower.when, dossier.questionnaire)(dossier.reading):
        return ""
    return slower.because
