"""What is recorded of a triage when its session is closed."""

from __future__ import annotations

from unstall.session.models import Result
from unstall.triage.engine import Triage

DECIMALS = 4
"""Of a readiness; finer than anything that is ever shown."""


def result_of(triage: Triage, program: str) -> Result:
    """Sum a triage up as it stands, never to be worked out again.

    Args:
        triage: What the answers support.
        program: The version of the program that worked it out.
    """
    decision = triage.decision
    return Result(
        strategy=decision.strategy,
        shape=decision.shape,
        then=decision.then,
        standing=triage.standing.word,
        conditions=decision.conditions,
        points=dict(decision.points),
        readiness={
            r.id: (round(r.low, DECIMALS), round(r.high, DECIMALS))
            for r in triage.of_view("sections")
        },
        program=program,
    )
