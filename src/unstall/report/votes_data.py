"""A room's votes for programs: by role, never by voter.

`votes_data` gives: `voters`, `roles` (`role`, `voters`; those that may be shown, sorted, `others`
last), `questions` (each that was voted on: `question`, `pattern` `agree|outlier|camps|scatter` or
null where nobody knew, `counts` (`level`, `votes`), `unknown`, `by_role` (`role`, `counts`,
`unknown`, `median`), `median`, `is_tie` (the lower of two levels in the middle was taken), `range`
(the quartile levels), `consensus` (null under five voters with a level), `role_gap` (`low`, `high`,
`steps`; null under two steps), `rounds` (how many were held), `moved` (`role`, `up`, `down`,
`other`, `voters`), `recorded` `median|decided|otherwise|nothing`), `queue` (what is left to talk
about, what matters most first: `question`, `could_change`, `moves`), `remaining`
`none|none-alone|some|open` (whether it could change the verdict), `alone` (each role's own verdict:
`role`, `strategy`, `shape`, `then`, `questions`).
"""

from __future__ import annotations

from collections.abc import Sequence

from unstall.questionnaire.questions import Question
from unstall.report.lens_data import Data, rounded
from unstall.triage.discussion import Discussion
from unstall.voting.rounds import VotedQuestion
from unstall.voting.statistics import Median
from unstall.voting.tally import RoleGap, RoleTally


def votes_data(discussion: Discussion) -> Data:
    """Give a room's votes with what they amount to; see the module for the keys."""
    roles = discussion.voters_by_role
    return {
        "voters": sum(roles.values()),
        "roles": [{"role": role, "voters": count} for role, count in roles.items()],
        "questions": [_question(voted) for voted in discussion.voted],
        "queue": [
            {
                "question": waiting.voted.question.id,
                "could_change": rounded(waiting.could_change),
                "moves": waiting.moves,
            }
            for waiting in discussion.queue
        ],
        "remaining": discussion.bearing,
        "alone": [
            {
                "role": one.role,
                "strategy": one.decision.strategy,
                "shape": one.decision.shape,
                "then": one.decision.then,
                "questions": one.questions,
            }
            for one in discussion.alone
        ],
    }


def _question(voted: VotedQuestion) -> Data:
    question, tally = voted.question, voted.tally
    ids = question.level_ids
    return {
        "question": question.id,
        "pattern": tally.pattern,
        "counts": _counts(question, tally.counts),
        "unknown": tally.unknown,
        "by_role": [_role(question, one) for one in tally.by_role],
        "median": _median(question, tally.median),
        "is_tie": tally.median.is_tie if tally.median else False,
        "range": [ids[level] for level in tally.quartiles] if tally.quartiles else None,
        "consensus": None if tally.consensus is None else rounded(tally.consensus),
        "role_gap": _gap(tally.role_gap),
        "rounds": sum(one is not None for one in (voted.first, voted.second)),
        "moved": [
            {
                "role": one.role,
                "up": one.up,
                "down": one.down,
                "other": one.other,
                "voters": one.voters,
            }
            for one in voted.moved
        ],
        "recorded": voted.recorded,
    }


def _counts(question: Question, counts: Sequence[int]) -> list[Data]:
    return [
        {"level": level, "votes": votes}
        for level, votes in zip(question.level_ids, counts, strict=True)
    ]


def _role(question: Question, one: RoleTally) -> Data:
    return {
        "role": one.role,
        "counts": _counts(question, one.counts),
        "unknown": one.unknown,
        "median": _median(question, one.median),
    }


def _median(question: Question, median: Median | None) -> str | None:
    return question.level_ids[median.level] if median else None


def _gap(gap: RoleGap | None) -> Data | None:
    if gap is None:
        return None
    return {"low": gap.low.role, "high": gap.high.role, "steps": gap.steps}
