"""Stop criteria: states with dates at which the plan is held against what it promised."""

from __future__ import annotations

from unstall.report.dossier import Dossier
from unstall.report.phrases import sentence

_TEXTS = {
    "commit": "{unmet}the money for the rest is not released: nothing more is committed, and the "
    "triage is held again",
    "value": "the results on live cases do not meet the mark for good enough: stop",
    "go-live": "the approver has not said go and nobody has dated what is missing: the sponsor "
    "decides between one more date and stopping",
    "benefit": "the outcome falls short of its target: hold or stop, and do not widen",
    "review": "the condition is not met: stop, since there is no second pause",
}
"""By the kind of checkpoint, what has not come about and what follows."""


def stop_criterion(dossier: Dossier, kind: str | None) -> str:
    """Give the criterion of one kind of checkpoint as a clause; empty if it has none."""
    return criterion_of(kind, on_condition=bool(dossier.triage.decision.conditions))


def criterion_of(kind: str | None, *, on_condition: bool) -> str:
    """Give the criterion of one kind of checkpoint as a clause; empty if it has none.

    Args:
        kind: The kind of checkpoint.
        on_condition: The recommendation stood on a condition.
    """
    if kind not in _TEXTS:
        return ""
    return _TEXTS[kind].format(unmet="a condition is not met or " if on_condition else "")


def stop_criteria(dossier: Dossier) -> tuple[str, ...]:
    """Propose the stop criteria of the plan, one for each of its checkpoints."""
    if dossier.plan is None:
        return ()
    return tuple(
        sentence(f"If {dossier.by_end_of(checkpoint.week)} {criterion}")
        for checkpoint in dossier.plan.checkpoints
        if (criterion := stop_criterion(dossier, checkpoint.phase.kind))
    )
