"""What a room is shown of a vote once it is revealed."""

from __future__ import annotations

from unstall.questionnaire.models import Questionnaire
from unstall.report.phrases import capitalised, sentence
from unstall.report.votes_phrases import (
    gap_in_words,
    group_in_words,
    moved_in_words,
    pattern_in_words,
    recorded_in_words,
    speakers_in_words,
)
from unstall.session.models import Session
from unstall.voting.disputes import role_title
from unstall.voting.rounds import VotedQuestion
from unstall.workshop.stage import Outcome, RoleVotes, Round


def outcome_of(
    questionnaire: Questionnaire, session: Session, voted: VotedQuestion, in_round: Round
) -> Outcome:
    """Put together what everybody may see: counts by level and folded role, and sentences."""
    tally, votes = voted.tally, session.votes[voted.question.id]
    gap = tally.role_gap
    said = (
        capitalised(sentence(pattern_in_words(tally))),
        capitalised(sentence(gap_in_words(questionnaire, gap))) if gap else "",
        speakers_in_words(questionnaire, tally) if not voted.is_settled else "",
        group_in_words(tally, voted.question.top),
        moved_in_words(questionnaire, voted),
        # What was recorded before this vote would lean on those who talk about it now.
        recorded_in_words(voted) if voted.recorded in ("median", "decided") else "",
    )
    return Outcome(
        counts=tally.counts,
        unknown=tally.unknown,
        by_role=tuple(
            RoleVotes(role_title(questionnaire, one.role), one.counts, one.unknown)
            for one in tally.by_role
        ),
        says=tuple(line for line in said if line),
        counted=frozenset(votes.first if in_round == "first" else votes.second),
    )
