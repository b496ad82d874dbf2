"""Turns of phrase about a room's votes: patterns, roles, gaps, who moved, what was recorded.

Levels are named by their number as on screen, 1 the worst.
"""

from __future__ import annotations

from collections.abc import Iterable

from unstall.questionnaire.models import Questionnaire
from unstall.report.phrases import capitalised, counted_in_words, in_words, listed
from unstall.session.voters import OTHERS
from unstall.triage.discussion import Bearing
from unstall.triage.verdict import Decision
from unstall.voting.disputes import role_title
from unstall.voting.patterns import PatternWord
from unstall.voting.rounds import Moved, VotedQuestion
from unstall.voting.tally import RoleGap, Tally

PATTERNS: dict[PatternWord, str] = {
    "agree": "agreed",
    "outlier": "agreed but for few, who stand far apart",
    "camps": "two camps",
    "scatter": "votes all over the scale",
}

BEARINGS: dict[Bearing, str] = {
    "none": "What remains would not change the verdict.",
    "none-alone": "Nothing that remains would change the verdict by itself.",
    "some": "What remains could change the verdict.",
    "open": "There is no verdict yet that what remains could change.",
}

SPEAKS_FIRST = "Speaks first:"
"""How the sentence about that begins."""


def pattern_in_words(tally: Tally) -> str:
    """Name a pattern, or say that nobody knew."""
    return PATTERNS[tally.pattern] if tally.pattern else "nobody knew"


def group_in_words(tally: Tally, top: int) -> str:
    """Say the group's answer, over which levels it runs, and how many do not know."""
    unknown = f"; {in_words(tally.unknown)} did not know" if tally.unknown else ""
    level = tally.group_level
    if tally.quartiles is None or level is None:
        return f"The group does not know{unknown}."
    tie = ", the lower of the two in the middle" if tally.median and tally.median.is_tie else ""
    low, high = tally.quartiles
    runs = f"; the middle half of the votes runs from {low + 1} to {high + 1}" if low < high else ""
    return f"The group says {level + 1} of {top + 1}{tie}{runs}{unknown}."


def gap_in_words(questionnaire: Questionnaire, gap: RoleGap) -> str:
    """Say between which roles a gap lies: "business says 4, engineering 1: three steps apart"."""
    high, low = (role_title(questionnaire, one.role) for one in (gap.high, gap.low))
    levels = [one.median.level + 1 if one.median else 0 for one in (gap.high, gap.low)]
    steps = counted_in_words(gap.steps, "step")
    return f"{high} {_says(gap.high.role)} {levels[0]}, {low} {levels[1]}: {steps} apart"


def speakers_in_words(questionnaire: Questionnaire, tally: Tally) -> str:
    """Say who speaks first: the lowest, then the highest; blank where nobody has to."""
    if not tally.first_to_speak:
        return ""
    each = [
        f"who voted {one.level + 1}" + _of_roles(questionnaire, one.roles)
        for one in tally.first_to_speak
    ]
    return f"{SPEAKS_FIRST} {each[0]}; then {each[1]}."


def moved_in_words(questionnaire: Questionnaire, voted: VotedQuestion) -> str:
    """Say who moved between the two rounds, by role; blank without a second round."""
    if voted.second is None:
        return ""
    if not voted.moved:
        return "Nobody moved in the second vote."
    return f"In the second vote, {listed([_moved(questionnaire, one) for one in voted.moved])}."


def recorded_in_words(voted: VotedQuestion) -> str:
    """Say how the recorded answer stands to the votes."""
    level = voted.answer.level
    place = voted.question.level_index(level) if level else None
    said = f"{place + 1}" if place is not None else "don't know"
    match voted.recorded:
        case "median":
            return "The median is recorded."
        case "decided":
            return f"Decided so: {said}."
        case "otherwise":
            return f"Recorded is {said}, which these votes did not decide."
        case _:
            return "Nothing is recorded yet."


def verdicts_alone(verdicts: Iterable[tuple[str, str]]) -> str:
    """Put roles together with their verdicts: "Engineering alone: Restart; business alone: Fix"."""
    each = "; ".join(f"{role} alone: {verdict}" for role, verdict in verdicts)
    return f"{capitalised(each)}." if each else ""


def verdict_title(questionnaire: Questionnaire, decision: Decision) -> str:
    """Name a recommendation in a word or two."""
    if decision.strategy is None:
        return "too little known"
    title = questionnaire.strategy_by_id[decision.strategy].title
    if decision.then is None:
        return title
    return f"{title}, then {questionnaire.strategy_by_id[decision.then].title}"


def _says(role: str) -> str:
    return "say" if role == OTHERS else "says"


def _of_roles(questionnaire: Questionnaire, roles: tuple[str, ...]) -> str:
    return f" ({listed([role_title(questionnaire, role) for role in roles])})" if roles else ""


def _moved(questionnaire: Questionnaire, one: Moved) -> str:
    ways = [
        f"{in_words(number)} moved {how}"
        for number, how in (
            (one.up, "up"),
            (one.down, "down"),
            (one.other, "to or from don't know"),
        )
        if number
    ]
    return f"of the {one.voters} from {role_title(questionnaire, one.role)} {listed(ways)}"
