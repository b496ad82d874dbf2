"""What is recorded of a triage when its session is closed."""

from __future__ import annotations

from unstall.session.models import Result
from unstall.triage.engine import Triage
from unstall.triage.standing import Standing

DECIMALS = 4
"""Of a readiness; finer than anything that is ever shown."""


def result_of(triage: Triage, standing: Standing, program: str) -> Result:
    """Sum a triage up as it stands, never to be worked out again.

    Args:
        triage: What the answers support.
        standing: How firmly the verdict stands.
        program: The version of the program that worked it out.
    """
    decision = triage.decision
    return Result(
        strategy=decision.strategy,
        shape=decision.shape,
        then=decision.then,
        standing=standing.word,
        conditions=decision.conditions,
        points=dict(decision.points),
        readiness={
            r.id: (round(r.low, DECIMALS), round(r.high, DECIMALS))
            for r in triage.of_view("sections")
        },
        program=program,
    )
