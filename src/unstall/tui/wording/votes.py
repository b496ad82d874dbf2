"""What the verdict screen says of a room's votes: what is contested, between whom, what it changes.

Nothing is said of a session in which nobody voted.
"""

from __future__ import annotations

from collections.abc import Iterable

from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted_in_words, in_words, sentence
from unstall.report.votes_phrases import (
    BEARINGS,
    gap_in_short,
    group_in_words,
    moved_in_words,
    part_ways,
    parts_way,
    pattern_in_words,
    recorded_in_words,
    speakers_in_words,
    verdict_title,
    verdicts_alone,
    who_voted,
)
from unstall.report.votes_words import histogram
from unstall.triage.discussion import Bearing, Discussion
from unstall.tui.wording.closer import VOTES
from unstall.tui.wording.points import Point, Section
from unstall.voting.disputes import role_title
from unstall.voting.rounds import VotedQuestion
from unstall.voting.tally import Tally

PART_WAYS = f"{VOTES}/part-ways"
"""The id of what is said first, where the roles' own verdicts are not one."""


def votes(dossier: Dossier, bearing: Bearing | None = None) -> tuple[Section, ...]:
    """Make the section on the votes; none where nobody voted.

    Args:
        dossier: The session as it stands.
        bearing: Whether what is left to talk about could change the verdict; None until that is
            worked out.
    """
    if not dossier.session.votes or not dossier.discussion.voted:
        return ()
    discussion = dossier.discussion
    questions = counted_in_words(len(discussion.voted), "question")
    lead = f"{capitalised(who_voted(discussion))} voted on {questions}."
    if bearing is not None and discussion.queue:
        lead = f"{lead} {BEARINGS[bearing]}"
    points = (*_contested(discussion), *_agreed(discussion), *_alone(dossier, discussion))
    return (Section(VOTES, "r", "The room", _summary(discussion), points, lead),)


def parting(dossier: Dossier) -> tuple[Point, ...]:
    """Say that one role alone would have come to another verdict; nothing where none would."""
    if not dossier.session.votes or dossier.strategy is None:
        return ()
    discussion = dossier.discussion
    if not part_ways(discussion, dossier.triage.decision):
        return ()
    text = f"The roles part ways. {verdicts_alone(discussion)}"
    return (Point(PART_WAYS, text=text, mark="!", tone="warn"),)


def _summary(discussion: Discussion) -> str:
    contested = sum(one.is_contested for one in discussion.voted)
    gaps = sum(one.tally.role_gap is not None for one in discussion.voted)
    if not contested:
        return "agreed"
    return f"{contested} contested" + (f", roles apart on {gaps}" if gaps else "")


def _contested(discussion: Discussion) -> tuple[Point, ...]:
    left = [
        _point(discussion, waiting.voted, could_change=bool(waiting.could_change))
        for waiting in discussion.queue
    ]
    over = [one for one in discussion.voted if one.is_contested and one.is_settled]
    heading = "Left to talk about" + (", what matters most first" if len(left) > 1 else "")
    return (
        *_group("left", heading, left),
        *_group("over", "Contested, and talked about", (_point(discussion, one) for one in over)),
    )


def _agreed(discussion: Discussion) -> tuple[Point, ...]:
    rest = [one for one in discussion.voted if not one.is_contested]
    unknown = [one for one in rest if one.tally.group_level is None]
    agreed = tuple(_point(discussion, one) for one in rest if one not in unknown)
    number = capitalised(counted_in_words(len(agreed), "question"))
    together = (Point(f"{VOTES}/agreed/all", text=number, folded=agreed),) if agreed else ()
    return (
        *_group("unknown", "Most do not know", (_point(discussion, one) for one in unknown)),
        *_group("agreed", "Agreed", together),
    )


def _alone(dossier: Dossier, discussion: Discussion) -> tuple[Point, ...]:
    questionnaire, now = dossier.questionnaire, dossier.triage.decision
    if not any(one.decision.strategy for one in discussion.alone):
        return ()
    points = (
        Point(
            f"{VOTES}/alone/{one.role}",
            f"{capitalised(role_title(questionnaire, one.role))} alone",
            verdict_title(questionnaire, one.decision),
            right="another verdict" if parts_way(one, now) else "",
        )
        for one in discussion.alone
    )
    return tuple(_group("alone", "If one role alone had voted", points))


def _group(name: str, heading: str, points: Iterable[Point]) -> Iterable[Point]:
    children = tuple(points)
    return (Point(f"{VOTES}/{name}", heading, mark="", children=children),) if children else ()


def _point(discussion: Discussion, voted: VotedQuestion, *, could_change: bool = False) -> Point:
    questionnaire, tally, question = discussion.engine.questionnaire, voted.tally, voted.question
    at = f"{VOTES}/{question.id}"
    gap = tally.role_gap
    said = [_how(tally)]
    said += [sentence(gap_in_short(questionnaire, gap))] if gap else []
    more = (
        group_in_words(tally, question.top),
        moved_in_words(questionnaire, voted),
        recorded_in_words(voted),
        "" if voted.is_settled else speakers_in_words(questionnaire, tally),
    )
    lines = (*histogram(questionnaire, voted), *(line for line in more if line))
    return Point(
        at,
        question.short,
        " ".join(said),
        right="could change it" if could_change else "",
        folded=tuple(
            Point(f"{at}/{number}", text=line, mark="") for number, line in enumerate(lines)
        ),
        question=question.id,
    )


def _how(tally: Tally) -> str:
    if tally.group_level is None:
        return f"{capitalised(in_words(tally.unknown))} of {in_words(tally.voters)}."
    return sentence(pattern_in_words(tally))
