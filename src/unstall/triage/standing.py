"""How firmly a verdict stands, in a word.

*Holds up*: the same under nine in ten of the possible readings, with enough known in all and in
every section, and no close call. *Leaning*: the same under six in ten. *Open*: below that, or too
few of the answers known that a recommendation needs. The limits are data of the questionnaire.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstall.questionnaire.models import Questionnaire
from unstall.triage.readiness import Readiness
from unstall.triage.verdict import Decision

StandingWord = Literal["holds-up", "leaning", "open"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A word for how firmly the verdict stands, and what keeps it from standing more firmly."""

    word: StandingWord
    held_back_by: tuple[str, ...]
    """Clauses without a full stop; empty when the verdict holds up."""


def judge(
    questionnaire: Questionnaire,
    decision: Decision,
    readiness: tuple[Readiness, ...],
    coverage: float,
    share: float,
) -> Standing:
    """Find the word for a verdict.

    Args:
        questionnaire: Where the limits stand.
        decision: The verdict.
        readiness: Of every group.
        coverage: Weighted share of the applicable questions that have a level, from 0 to 1.
        share: Share of the possible readings under which the verdict is the same, from 0 to 1.
    """
    limits = questionnaire.procedure.standing
    if decision.strategy is None:
        return Standing(
            "open",
            (f"only {decision.quick_known} of the {decision.quick_needed} answers that a "
             "recommendation needs are known",),
        )  # fmt: skip
    title = questionnaire.strategy_by_id[decision.strategy].title
    held_back = []
    if share < limits.holds_up_from:
        often = "fewer than " + _in_ten(limits.holds_up_from)
        if share < limits.leaning_from:
            often = "fewer than " + _in_ten(limits.leaning_from)
        held_back.append(
            f"{title} comes out in {often} of the ways in which what is not known could fall "
            "and the points could be off"
        )
    if coverage < limits.holds_up_coverage:
        held_back.append("too little of what counts for this project is known")
    held_back += [
        f"too little is known in the section {section.title}"
        for section in readiness
        if section.view == "sections" and section.coverage < limits.holds_up_each_section
    ]
    if decision.close_call_with:
        rival = questionnaire.strategy_by_id[decision.close_call_with].title
        held_back.append(f"it is a close call with {rival}")
    if share < limits.leaning_from:
        return Standing("open", tuple(held_back))
    return Standing("leaning" if held_back else "holds-up", tuple(held_back))


_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _in_ten(share: float) -> str:
    tenths = share * 10
    if abs(tenths - round(tenths)) < 0.01:  # noqa: PLR2004 - a limit written to the tenth
        return f"{_WORDS[round(tenths)]} in ten"
    return f"{share:.0%}"
