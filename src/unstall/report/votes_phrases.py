"""Turns of phrase about a room's votes: patterns, roles, gaps, who moved, what was recorded.

Levels are named by their number as on screen, 1 the worst.
"""

from __future__ import annotations

from unstall.questionnaire.models import Questionnaire
from unstall.report.dossier import SHAPES, Dossier
from unstall.report.phrases import capitalised, counted_in_words, in_words, listed
from unstall.session.voters import OTHERS
from unstall.triage.discussion import Bearing, Discussion, RoleVerdict
from unstall.triage.verdict import Decision
from unstall.voting.disputes import role_title
from unstall.voting.patterns import APART
from unstall.voting.rounds import Moved, VotedQuestion
from unstall.voting.tally import RoleGap, Tally

BEARINGS: dict[Bearing, str] = {
    "none": "What remains would not change the verdict.",
    "none-alone": "Nothing that remains would change the verdict by itself.",
    "some": "What remains could change the verdict.",
    "open": "There is no verdict yet: too little is known.",
}

SPEAKS_FIRST = "Speaks first:"
"""How the sentence about that begins."""


def pattern_in_words(tally: Tally) -> str:
    """Say in which pattern the votes lie: "two camps", "spread from 1 to 4"."""
    match tally.pattern:
        case None:
            return "nobody knew"
        case "agree":
            if sum(tally.counts) > 1:
                return "agreed"
            return "only one knew" if tally.unknown else "one vote alone"
        case "camps":
            return "two camps"
        case "outlier":
            return f"close together but for {_outliers(tally)}"
        case "scatter":
            low, high = tally.span or (0, 0)
            return f"spread from {low + 1} to {high + 1}"


def _outliers(tally: Tally) -> str:
    middle = tally.median.middle if tally.median else 0
    far = [n for n, count in enumerate(tally.counts) if count and abs(n - middle) >= APART]
    number = sum(tally.counts[level] for level in far)
    return f"one, who says {far[0] + 1}" if number == 1 else in_words(number)


def group_in_words(tally: Tally, top: int) -> str:
    """Say the group's answer, over which levels it runs, and how many do not know."""
    unknown = f"; {in_words(tally.unknown)} did not know" if tally.unknown else ""
    level = tally.group_level
    if tally.quartiles is None or level is None:
        return f"The group does not know{unknown if any(tally.counts) else ''}."
    tie = ", the lower of the two in the middle" if tally.median and tally.median.is_tie else ""
    low, high = tally.quartiles
    runs = f"; the middle half of the votes runs from {low + 1} to {high + 1}" if low < high else ""
    return f"The group says {level + 1} of {top + 1}{tie}{runs}{unknown}."


def gap_in_words(questionnaire: Questionnaire, gap: RoleGap) -> str:
    """Say between which roles a gap lies: "business says 4, engineering 1: three steps apart"."""
    steps = counted_in_words(gap.steps, "step")
    return f"{gap_in_short(questionnaire, gap)}: {steps} apart"


def gap_in_short(questionnaire: Questionnaire, gap: RoleGap) -> str:
    """Say it without the distance: "business says 4, engineering 1"."""
    high, low = (role_title(questionnaire, one.role) for one in (gap.high, gap.low))
    levels = [one.median.level + 1 if one.median else 0 for one in (gap.high, gap.low)]
    return f"{high} {_says(gap.high.role)} {levels[0]}, {low} {levels[1]}"


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
    """Say who moved between the two rounds, by role; blank without both."""
    if voted.first is None or voted.second is None:
        return ""
    if not voted.is_comparable:
        return "Who moved cannot be told: the second vote was on other papers than the first."
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
            return "The median is recorded." if level else "Don't know is recorded, as most said."
        case "decided":
            return f"Decided so: {said}."
        case "otherwise":
            return f"Recorded is {said}, which these votes did not decide."
        case _:
            return "Nothing is recorded yet."


def voted_in_short(voted: VotedQuestion) -> str:
    """Say that a question was voted on and how: "two camps; the median is recorded"."""
    recorded = {
        "median": "the median is recorded",
        "decided": "decided so",
        "otherwise": "recorded otherwise",
        "nothing": "nothing is recorded yet",
    }
    return f"{patterns_in_words(voted)}; {recorded[voted.recorded]}"


def patterns_in_words(voted: VotedQuestion) -> str:
    """Say in which pattern the votes lie, and in which they lay before a second vote."""
    now = pattern_in_words(voted.tally)
    if voted.first is None or voted.second is None:
        return now
    before = pattern_in_words(voted.first)
    return f"{now}, twice" if now == before else f"at first {before}, then {now}"


def who_voted(discussion: Discussion) -> str:
    """Say how many voted, of which roles: "six people (3 business and 3 others)"."""
    questionnaire, roles = discussion.engine.questionnaire, discussion.voters_by_role
    people = counted_in_words(sum(roles.values()), "person", "people")
    named = [f"{count} {role_title(questionnaire, role)}" for role, count in roles.items()]
    return f"{people} ({listed(named)})" if len(named) > 1 else people


def verdicts_alone(discussion: Discussion) -> str:
    """Put roles together with their verdicts: "Engineering alone: Restart; sales alone: Fix."."""
    questionnaire = discussion.engine.questionnaire
    each = "; ".join(
        f"{role_title(questionnaire, one.role)} alone: {verdict_title(questionnaire, one.decision)}"
        for one in discussion.alone
    )
    return f"{capitalised(each)}." if each else ""


def widened(dossier: Dossier) -> str:
    """Say that disagreement widens readings, where it does; blank otherwise."""
    ranges = dossier.triage.reading.ranges
    is_wider = any(question.id in ranges for question in dossier.applicable)
    return "Where the room disagreed, a reading is wider." if is_wider else ""


def part_ways(discussion: Discussion, now: Decision) -> bool:
    """Tell whether some role alone would have come to another verdict than the one of now.

    A role that knows too little for any has come to none.
    """
    return any(parts_way(one, now) for one in discussion.alone)


def parts_way(alone: RoleVerdict, now: Decision) -> bool:
    """Tell whether a role alone would have come to another verdict than the one of now."""
    return alone.decision.strategy is not None and alone.decision.outcome != now.outcome


def verdict_title(questionnaire: Questionnaire, decision: Decision) -> str:
    """Name a recommendation in a word or two."""
    if decision.strategy is None:
        return "too little known"
    title = questionnaire.strategy_by_id[decision.strategy].title
    if decision.then is not None:
        title = f"{title}, then {questionnaire.strategy_by_id[decision.then].title}"
    return f"{title}, {SHAPES[decision.shape]}" if decision.shape else title


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
