"""What a voter is told, in words: how far the vote is, and what became of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from unstall.workshop.slips import NOBODY_KNOWS, Slip
from unstall.workshop.stage import Asked, Outcome, Stage

DONT_KNOW: Final = "I don't know"
BAR: Final = 12
"""Cells of the longest bar."""


def place_in_words(stage: Stage) -> str:
    """Say which question this is: `3 of 12`; nothing where that cannot be said."""
    return f"{stage.place} of {stage.of}" if stage.asked and stage.place else ""


def question_in_words(stage: Stage) -> str:
    """Give the question, and that it is voted on again."""
    prompt = stage.asked.prompt if stage.asked else ""
    return f"Second vote. {prompt}" if stage.in_round == "second" else prompt


def progress_in_words(stage: Stage) -> str:
    """Say how many have voted."""
    if stage.asked is None:
        return ""
    have = "has" if stage.expected == 1 else "have"
    return f"{stage.voted} of {stage.expected} {have} voted"


def clock_in_words(stage: Stage, now: datetime) -> str:
    """Say how much time is left; nothing without a clock."""
    left = stage.seconds_left(now) if stage.asked else None
    if left is None:
        return ""
    return f"{left // 60}:{left % 60:02} left" if left > 0 else "time is up"


def waiting_in_words(role: str, word: str) -> str:
    """Greet somebody who has just come in.

    Args:
        role: Its title.
        word: As it is read out.
    """
    return (
        f"You are in as {role}.\n\nThe first question comes when everybody is here.\n\n"
        f"{word_in_words(word)}"
    )


def word_in_words(word: str) -> str:
    """Tell somebody the word with which they come back, and what it is for."""
    return (
        f"Your return word is {word}\nIf you change to another device, enter it there instead of"
        " joining anew. Show it to nobody: whoever has it votes as you."
    )


def own_vote(stage: Stage, slip: Slip) -> str | None:
    """Give what a voter voted on the question on stage, in the round that is on."""
    return slip.cast(stage.in_round).get(stage.asked.id) if stage.asked else None


def own_vote_in_words(stage: Stage, slip: Slip, failed: str = "") -> str:
    """Say what a voter voted and what can still be done, or what became of it.

    Args:
        stage: What is on stage.
        slip: Theirs.
        failed: Why the last try to vote did not work.
    """
    asked, vote = stage.asked, own_vote(stage, slip)
    if asked is None:
        return ""
    if stage.phase == "revealed":
        return _became(asked, vote, stage.outcome, slip.voter)
    if failed:
        return failed
    if vote is not None:
        return f"You said {_short(asked, vote)}. You can change it until all votes are shown."
    before = slip.first.get(asked.id) if stage.in_round == "second" else None
    hint = f"Tap a row, or press its digit. 0: {DONT_KNOW}."
    return f"The first time you said {_short(asked, before)}. {hint}" if before else hint


def bar_in_words(outcome: Outcome, place: int | None) -> str:
    """Draw how many voted for a level, with their roles.

    Args:
        outcome: What came out.
        place: Of the level, from 0; None for those who do not know.
    """
    count = outcome.unknown if place is None else outcome.counts[place]
    if not count:
        return "·"
    most = max(*outcome.counts, outcome.unknown)
    shares = (
        (one.role, one.unknown if place is None else one.counts[place]) for one in outcome.by_role
    )
    roles = " · ".join(f"{role} {votes}" for role, votes in shares if votes)
    bar = "█" * max(1, round(count / most * BAR))
    return f"{bar} {count}  {roles}".rstrip()


def _became(asked: Asked, vote: str | None, outcome: Outcome | None, voter: str) -> str:
    if outcome and voter in outcome.counted:
        return f"Your vote counts: you said {_short(asked, vote)}." if vote else "Your vote counts."
    if vote is not None:
        return "Your vote came too late: the others' were shown by then, so it is not counted."
    return "You did not vote on this."


def _short(asked: Asked, vote: str | None) -> str:
    if vote == NOBODY_KNOWS or vote not in asked.level_ids:
        return f"0, {DONT_KNOW}" if vote == NOBODY_KNOWS else "something else"
    return str(asked.level_ids.index(vote) + 1)
