"""Settled is never claimed wrongly: everything that may still come is tried."""

from __future__ import annotations

from hypothesis import HealthCheck, event, given, settings

from tests.proof import examples
from tests.triage.small import Small, smalls
from unstall.triage.settled import is_settled


@given(smalls())
@settings(max_examples=examples(2_000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_settled_stays_whatever_comes(small: Small) -> None:
    triage = small.engine.triage(small.reading)
    settled = is_settled(small.engine, triage)
    event(f"settled: {settled}")
    if not settled:
        return
    now = (triage.decision.strategy, triage.decision.then, triage.decision.shape)
    for completion in small.completions():
        later = small.engine.decide(completion)
        assert (later.strategy, later.then, later.shape) == now, completion
