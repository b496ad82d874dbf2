"""A room's votes as text for a terminal: what to talk about first, then what was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from unstall.questionnaire.models import Questionnaire
from unstall.report.phrases import capitalised, counted, listed, sentence
from unstall.report.votes_phrases import (
    BEARINGS,
    gap_in_words,
    group_in_words,
    moved_in_words,
    pattern_in_words,
    recorded_in_words,
    speakers_in_words,
    verdicts_alone,
)
from unstall.triage.discussion import Discussion
from unstall.voting.disputes import role_title
from unstall.voting.rounds import VotedQuestion
from unstall.voting.tally import Tally

MOST_DOTS = 20
"""Votes for one level that are drawn as dots; more are given as a number alone."""
DOT = "●"


def votes_words(discussion: Discussion) -> Iterator[str]:
    """Say where the room stands, line by line."""
    questionnaire = discussion.engine.questionnaire
    if not discussion.voted:
        yield "Nobody has voted yet."
        return
    yield _who_voted(discussion)
    for waiting in discussion.queue:
        yield ""
        could = " It could change the verdict." if waiting.could_change else ""
        yield from _question(questionnaire, waiting.voted, could)
    in_queue = {waiting.voted.question.id for waiting in discussion.queue}
    for voted in discussion.voted:
        if voted.question.id not in in_queue and (voted.is_contested or voted.tally.role_gap):
            yield ""
            yield from _question(questionnaire, voted, "")
            in_queue.add(voted.question.id)
    rest = [voted for voted in discussion.voted if voted.question.id not in in_queue]
    if rest:
        yield ""
        yield "Agreed"
        yield from (f"  {_in_short(voted)}" for voted in rest)
    yield ""
    yield BEARINGS[discussion.bearing]
    if discussion.alone:
        yield verdicts_alone(discussion)


def histogram(questionnaire: Questionnaire, voted: VotedQuestion) -> Iterator[str]:
    """Draw the votes for each level, the worst first, with the roles that they come from."""
    tally = voted.tally
    for place, level in enumerate(voted.question.levels):
        by_role = {one.role: one.counts[place] for one in tally.by_role}
        yield _bar(questionnaire, f"{place + 1}", tally.counts[place], by_role, level.label)
    if tally.unknown:
        by_role = {one.role: one.unknown for one in tally.by_role}
        yield _bar(questionnaire, "?", tally.unknown, by_role, "Don't know")


def _question(questionnaire: Questionnaire, voted: VotedQuestion, more: str) -> Iterator[str]:
    tally, question = voted.tally, voted.question
    yield f"{question.short} ({question.id}): {pattern_in_words(tally)}.{more}"
    yield from (f"  {line}" for line in histogram(questionnaire, voted))
    gap = tally.role_gap
    said = (
        sentence(gap_in_words(questionnaire, gap)) if gap else "",
        speakers_in_words(questionnaire, tally) if not voted.is_settled else "",
        f"{group_in_words(tally, question.top)}{_consensus(tally)}",
        moved_in_words(questionnaire, voted),
        recorded_in_words(voted),
    )
    yield from (f"  {line}" for line in said if line)


def _in_short(voted: VotedQuestion) -> str:
    tally, question = voted.tally, voted.question
    level = tally.group_level
    said = "don't know" if level is None else f"{level + 1} of {question.top + 1}"
    tie = " (the lower of two)" if tally.median and tally.median.is_tie else ""
    return f"{question.short} ({question.id}): {said}{tie}. {recorded_in_words(voted)}"


def _consensus(tally: Tally) -> str:
    return "" if tally.consensus is None else f" Consensus {tally.consensus:.2f}."


def _bar(
    questionnaire: Questionnaire, key: str, count: int, by_role: Mapping[str, int], label: str
) -> str:
    dots = DOT * count if count <= MOST_DOTS else f"{count} votes"
    roles = [
        f"{role_title(questionnaire, role)} {votes}" for role, votes in by_role.items() if votes
    ]
    parts = chain((f"{key} {dots}".rstrip(), label), (listed(roles),) if roles else ())
    return " · ".join(parts)


def _who_voted(discussion: Discussion) -> str:
    questionnaire = discussion.engine.questionnaire
    roles = discussion.voters_by_role
    voters = sum(roles.values())
    named = [f"{count} {role_title(questionnaire, role)}" for role, count in roles.items()]
    of = f": {listed(named)}" if len(named) > 1 else ""
    return capitalised(
        f"{counted(voters, 'person', 'people')} voted on "
        f"{counted(len(discussion.voted), 'question')}{of}."
    )
