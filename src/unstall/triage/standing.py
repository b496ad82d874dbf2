"""How firmly a verdict stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstall.triage.readiness import Readiness
from unstall.triage.verdict import Decision

StandingWord = Literal["holds-up", "leaning", "open"]

ENOUGH_COVERAGE = 0.60
ENOUGH_IN_EACH_SECTION = 0.40


@dataclass(frozen=True, slots=True)
class Standing:
    """A word for how firmly the verdict stands, and what keeps it from standing more firmly."""

    word: StandingWord
    held_back_by: tuple[str, ...]
    """Clauses without a full stop; empty when the verdict holds up."""


def provisional_standing(
    decision: Decision, readiness: tuple[Readiness, ...], coverage: float
) -> Standing:
    """Judge a verdict by how much is known and how close it is.

    A verdict is *open* when too few quick answers are known. It never *holds up* here: that takes
    the share of possible readings under which it stays the same, which is not measured by this
    function, and nothing is claimed that was not measured.
    """
    if decision.strategy is None:
        return Standing(
            "open",
            (f"only {decision.quick_known} of the {decision.quick_needed} answers that a "
             "recommendation needs are known",),
        )  # fmt: skip
    held_back = []
    if coverage < ENOUGH_COVERAGE:
        held_back.append("less than three fifths of what was to be asked is known")
    held_back += [
        f"too little is known in the section {section.title}"
        for section in readiness
        if section.view == "sections" and section.coverage < ENOUGH_IN_EACH_SECTION
    ]
    if decision.close_call_with:
        held_back.append("it is a close call")
    held_back.append("only single answers have been moved so far, not several at once")
    return Standing("leaning", tuple(held_back))
