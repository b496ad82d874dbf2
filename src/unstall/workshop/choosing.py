"""Which questions a room votes on."""

from __future__ import annotations

from typing import Literal

from unstall.triage.discussion import that_matter
from unstall.triage.engine import Engine, Triage

Questions = Literal["quick", "full", "matter"]
"""The quick call, the full triage, or what matters most for the verdict."""

MATTER = 12
"""How many questions are asked of those that matter most."""


def questions_to_vote(engine: Engine, triage: Triage, which: Questions) -> tuple[str, ...]:
    """List the questions to vote on, in the order of the call; those that apply alone.

    Args:
        engine: The questionnaire's engine.
        triage: What is known so far.
        which: Which of them.
    """
    if which == "matter":
        return that_matter(engine, triage, MATTER)
    applicable = {question.id for question in triage.applicable}
    return tuple(
        question.id
        for question in engine.questionnaire.call_order
        if question.id in applicable and (which == "full" or question.quick)
    )
